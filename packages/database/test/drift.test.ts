import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generateTypes, schemaFile } from '../src/generate-types.ts';
import { testDatabase } from '../src/testing/index.ts';

test('schema.ts is what the migrations make ("npx pnpm@12 db:types" writes it)', async () => {
  await using database = await testDatabase();
  const generated = await generateTypes(database.url, { write: false });
  expect(await readFile(schemaFile, 'utf8')).toBe(generated);
});
