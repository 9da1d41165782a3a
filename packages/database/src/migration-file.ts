/** What a file says on its first line to be run outside of a transaction. */
const outside = /^-- Outside a transaction[.:]/;
/** The statements that may be: each can be run again after it broke off. */
const making = /^create (?:unique )?index concurrently if not exists (\w+) on [^;]+;?$/i;
const dropping = /^drop index concurrently if exists \w+;?$/i;

/** One migration as written. With `index`, it makes that index outside of a transaction. */
export type MigrationFile = Readonly<{ text: string; isOutside: boolean; index?: string }>;

/** The file, read; throws where one that runs outside of a transaction has anything but one statement about an index. */
export function parseMigrationFile(name: string, text: string): MigrationFile {
  if (!outside.test(text)) return { text, isOutside: false };
  const statement = text.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
  const index = making.exec(statement)?.[1];
  if (index === undefined && !dropping.test(statement)) {
    throw new Error(
      `${name} runs outside of a transaction, so that it must be one statement that can be run again: "create index concurrently if not exists <name> on …" or "drop index concurrently if exists <name>".`,
    );
  }
  return { text, isOutside: true, ...(index && { index }) };
}
