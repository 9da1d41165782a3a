import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readCorpus } from './corpus.ts';
import { oneCase } from './one-case.ts';
import type { Assignment, Findings } from './worker.ts';

// A case takes well under a millisecond; a machine at work may pause one for a while.
const hangMs = 10_000;
const progressMs = 10_000;

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const minutes = Number(values.minutes);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error('Usage: fuzz [--minutes N] [--seed N], both numbers.');
  process.exit(2);
}

console.log(`Fuzzing for ${minutes} min with seed ${seed}.`);
const began = Date.now();
const progress = new SharedArrayBuffer(4);
const at = new Int32Array(progress);
const worker = new Worker(new URL('worker.ts', import.meta.url), {
  workerData: { seed, progress, until: began + minutes * 60_000 } satisfies Assignment,
});

let last = { index: -1, since: Date.now() };
let told = Date.now();
const watchdog = setInterval(() => {
  const index = Atomics.load(at, 0);
  if (index !== last.index) last = { index, since: Date.now() };
  else if (Date.now() - last.since > hangMs) fail(index, `It has been at work for ${hangMs / 1000} s.`);
  if (Date.now() - told < progressMs) return;
  told = Date.now();
  console.log(`${seconds()} s: ${index} cases`);
}, 500);

worker.on('error', (error) => fail(Atomics.load(at, 0), error.stack ?? error.message));
worker.on('message', ({ cases, accepted, slowest, crash }: Findings) => {
  clearInterval(watchdog);
  if (crash) fail(crash.index, crash.stack);
  const slow = oneCase(readCorpus(), seed, slowest.index);
  console.log(`${cases} cases in ${seconds()} s: ${accepted} accepted, ${cases - accepted} refused.`);
  console.log(
    `The slowest took ${slowest.milliseconds.toFixed(1)} ms (${slow.name}, number ${slowest.index}).`,
  );
  console.log('No crash, no hang.');
});

function fail(index: number, what: string): never {
  const { name, input } = oneCase(readCorpus(), seed, index);
  console.error(`Case ${index} of seed ${seed} (${name}) failed. ${what}`);
  console.error(`Its input: ${JSON.stringify(input)}`);
  process.exit(1);
}

function seconds(): number {
  return Math.round((Date.now() - began) / 1000);
}
