import { parentPort, workerData } from 'node:worker_threads';
import { readCorpus } from './corpus.ts';
import { oneCase } from './one-case.ts';

/** What the worker starts from, and where it says which case it is at. */
export type Assignment = Readonly<{ seed: number; progress: SharedArrayBuffer; until: number }>;

/** What the worker found when it ended. */
export type Findings = Readonly<{
  cases: number;
  accepted: number;
  slowest: Readonly<{ milliseconds: number; index: number }>;
  crash?: Readonly<{ index: number; stack: string }>;
}>;

const { seed, progress, until } = workerData as Assignment;
const at = new Int32Array(progress);
const corpus = readCorpus();
let accepted = 0;
let index = 0;
let slowest = { milliseconds: 0, index: 0 };
let crash: Findings['crash'];

for (; crash === undefined && Date.now() < until; index += 1) {
  Atomics.store(at, 0, index);
  const { run } = oneCase(corpus, seed, index);
  const began = performance.now();
  try {
    if (run()) accepted += 1;
  } catch (error) {
    crash = { index, stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const milliseconds = performance.now() - began;
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, index };
}
parentPort?.postMessage({ cases: index, accepted, slowest, ...(crash ? { crash } : {}) } satisfies Findings);
