import { csvLine } from './csv.ts';

export type ExportFormat = 'csv' | 'json';

/** Takes the next piece of an export; its answer is waited for, so that a slow reader slows the database down. */
export type Write = (text: string) => Promise<void>;

/** The rows that `each` brings have been written with those columns: CSV with a line of names first, or one JSON array. */
export async function writeRows<Column extends string>(
  { format, write }: { format: ExportFormat; write: Write },
  columns: readonly Column[],
  each: (
    take: (rows: Readonly<Record<Column, string | number | boolean | null>>[]) => Promise<void>,
  ) => Promise<void>,
): Promise<void> {
  if (format === 'csv') {
    // The mark by which spreadsheets know UTF-8.
    await write(`\uFEFF${csvLine(columns)}`);
    await each((rows) => write(rows.map((row) => csvLine(columns.map((column) => row[column]))).join('')));
    return;
  }
  let before = '[\n';
  await each(async (rows) => {
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((name) => [name, row[name]]))),
    );
    await write(before + lines.join(',\n'));
    before = ',\n';
  });
  await write(before === '[\n' ? '[]\n' : '\n]\n');
}
