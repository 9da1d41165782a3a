// What the container asks of itself: `node health.js http://127.0.0.1:4001/healthz`. An image has no shell to ask with.
const answer = await fetch(process.argv[2] ?? '', { signal: AbortSignal.timeout(4000) });
process.exitCode = answer.ok ? 0 : 1;
