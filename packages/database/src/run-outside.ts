import { sql, type Kysely } from 'kysely';
import type { MigrationFile } from './migration-file.ts';

/**
 * The one statement of the file has run, outside of any transaction. An index that was half made when an earlier run broke
 * off is made anew: Postgres keeps it, does not use it, and pays for it on every write.
 */
export async function runOutside(db: Kysely<unknown>, { text, index }: MigrationFile): Promise<void> {
  // It waits for transactions that were there before, and nobody waits for it meanwhile.
  await sql`set lock_timeout = 0`.execute(db);
  try {
    if (index && (await isInvalid(db, index)))
      await sql`drop index concurrently ${sql.id(index)}`.execute(db);
    await sql.raw(text).execute(db);
  } finally {
    await sql`reset lock_timeout`.execute(db);
  }
}

async function isInvalid(db: Kysely<unknown>, index: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_index where indexrelid = to_regclass(${index}) and not indisvalid`.execute(db);
  return rows.length > 0;
}
