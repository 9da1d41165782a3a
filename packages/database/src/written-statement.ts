import { CompiledQuery } from 'kysely';
import type { Value } from './batch.ts';
import type { Bind } from './filter/operand.ts';
import type { TenantTransaction } from './tenant-transaction.ts';

/** The rows of a statement whose text is put together piece by piece; `write` binds each value on its way. */
export async function writtenStatement<Row>(
  tx: TenantTransaction,
  write: (bind: Bind) => string,
): Promise<Row[]> {
  const values: Value[] = [];
  const text = write((value) => `$${values.push(value)}`);
  return (await tx.executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
}
