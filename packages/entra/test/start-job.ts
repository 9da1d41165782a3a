import { createDirectory, createJob } from '../src/index.ts';
import type { Clock, Directory, DirectoryOptions, Job, JobOptions } from '../src/index.ts';
import type { Peer } from './peer.ts';

/** A job and its directory, ready to run against a peer as fast as the peer answers. */
export type StartedJob = Disposable & { job: Job; directory: Directory };

type Options = Omit<Partial<JobOptions>, 'directory'> & { directory?: Partial<DirectoryOptions> };

/** A job for a small directory; nothing waits, since the clock's sleep returns at once. */
export function startJob(peer: Peer, { directory: size, ...options }: Options = {}): StartedJob {
  const directory = createDirectory({ seed: 7, users: 30, groups: 8, ...size });
  const job = createJob({
    baseUrl: peer.baseUrl,
    token: 'let-me-in',
    requestsPerSecond: 0,
    clock: hastyClock(),
    ...options,
    directory,
  });
  return { job, directory, [Symbol.dispose]: job.close };
}

/** A clock on which sleeping passes time at once. */
export function hastyClock(): Clock & { slept: number[] } {
  let ahead = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => performance.now() + ahead,
    sleep: async (ms) => {
      slept.push(ms);
      ahead += ms;
    },
  };
}
