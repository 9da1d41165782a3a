// Loaded before a program that `start` runs: when `start` is gone, however it ended, so is the program.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
