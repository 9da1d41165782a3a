import type { Check } from './check.ts';
import type { Answer } from './http/exchange.ts';

/** What a check came to. `reason` is what was expected, what is not offered, or what stood in the way. */
export type Result = Readonly<{ check: Check }> &
  (
    | Readonly<{ outcome: 'pass' }>
    | Readonly<{ outcome: 'skip'; reason: string }>
    | Readonly<{ outcome: 'fail' | 'blocked'; reason: string; answer: Answer | undefined }>
  );

/** Whether this keeps a server from conforming: a MUST that failed, or that could not be judged. */
export const isBroken = ({ check, outcome }: Result): boolean =>
  check.level === 'MUST' && (outcome === 'fail' || outcome === 'blocked');
