import type { Operation } from './requests.ts';

/** The share of each operation in a kind of cycle; shares add up to 1. */
export type OperationMix = readonly { operation: Operation; share: number }[];

/** What traffic is made of, measured on 400 people and 40 groups: the initial cycle, and a week of days after it. */
export const operationMix: Readonly<Record<'initial' | 'incremental', OperationMix>> = {
  initial: [
    { operation: 'match user', share: 0.16 },
    { operation: 'create user', share: 0.16 },
    { operation: 'set manager', share: 0.16 },
    { operation: 'match group', share: 0.015 },
    { operation: 'create group', share: 0.015 },
    { operation: 'add members', share: 0.49 },
  ],
  incremental: [
    { operation: 'read user', share: 0.14 },
    { operation: 'update user', share: 0.14 },
    { operation: 'match user', share: 0.03 },
    { operation: 'create user', share: 0.03 },
    { operation: 'delete user', share: 0.01 },
    { operation: 'set manager', share: 0.1 },
    { operation: 'read group', share: 0.14 },
    { operation: 'update group', share: 0.01 },
    { operation: 'add members', share: 0.28 },
    { operation: 'remove members', share: 0.12 },
  ],
};
