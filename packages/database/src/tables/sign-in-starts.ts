import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../connect.ts';

/**
 * Counts the sign-ins that each network begins, over all instances on this database: whether that network may begin one
 * more. One that is past the limit is told so from memory until its time is up.
 */
export function countSignInStarts(
  db: Database,
  limit: { starts: number; seconds: number },
): (network: string) => Promise<boolean> {
  const limiter = new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: 'pool',
    tableName: 'sign_in_starts',
    tableCreated: true,
    keyPrefix: '',
    points: limit.starts,
    duration: limit.seconds,
    inMemoryBlockOnConsumed: limit.starts + 1,
  });
  return (network) =>
    limiter.consume(network).then(
      () => true,
      (refused: unknown) => {
        if (refused instanceof RateLimiterRes) return false;
        throw refused;
      },
    );
}
