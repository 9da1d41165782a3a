import pg from 'pg';

/** True when `error` is Postgres saying that the constraint of that name would be broken. */
export function isViolation(error: unknown, constraint: string): boolean {
  return (
    error instanceof pg.DatabaseError &&
    error.code?.startsWith('23') === true &&
    error.constraint === constraint
  );
}

/** The five-character code Postgres gave `error` (SQLSTATE), when it is Postgres's. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}
