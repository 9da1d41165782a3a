// Loaded before a program of the house: when the stories are gone, however they ended, so is the program.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
