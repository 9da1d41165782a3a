import { CompiledQuery, sql } from 'kysely';
import type { TenantTransaction } from '../tenant-transaction.ts';

const portion = 500;

/** `take` has been given the rows of the query, some at a time, from a cursor in the database; it is waited for. */
export async function eachPortion<Row>(
  tx: TenantTransaction,
  query: { compile: () => CompiledQuery<Row> },
  take: (rows: Row[]) => Promise<void>,
): Promise<void> {
  const { sql: text, parameters } = query.compile();
  await tx.executeQuery(CompiledQuery.raw(`declare portions no scroll cursor for ${text}`, [...parameters]));
  for (;;) {
    const { rows } = await sql.raw<Row>(`fetch ${portion} from portions`).execute(tx);
    if (rows.length > 0) await take(rows);
    if (rows.length < portion) return;
  }
}
