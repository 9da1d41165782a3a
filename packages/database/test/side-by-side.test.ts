import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMigrationFile } from '../src/migration-file.ts';

type Complaint = Readonly<{ file: string; line: number; rule_name: string; message: string }>;

const folder = new URL('../', import.meta.url);
/** No database that is kept has run these one by one: each was made whole at once. */
const lastBeforeDeployment = 18;
const bound = readdirSync(new URL('migrations/', folder)).filter(
  (name) => parseInt(name) > lastBeforeDeployment,
);

test('no migration blocks or breaks the release that serves while it runs', async () => {
  const isOutside = (name: string) =>
    parseMigrationFile(name, readFileSync(new URL(`migrations/${name}`, folder), 'utf8')).isOutside;
  const paths = (names: string[]) => names.map((name) => `migrations/${name}`);
  expect(await lint(paths(bound.filter((name) => !isOutside(name))))).toEqual([]);
  expect(await lint(paths(bound.filter(isOutside)), { isOutside: true })).toEqual([]);
});

test.for([
  ['changing-column-type', 'alter table users alter column version type bigint;'],
  ['constraint-missing-not-valid', 'alter table users add constraint positive check (version > 0);'],
  ['adding-required-field', 'alter table users add column badge text not null;'],
  ['ban-drop-column', 'alter table users drop column origin;'],
  ['renaming-column', 'alter table users rename column origin to source;'],
  ['require-concurrent-index-creation', 'create index users_badge on users (tenant_id, version);'],
] as const)('what would be refused as %s is', async ([rule, statement]) => {
  const complaints = await lint(['-'], { input: `${statement}\n` });
  expect(complaints.map(({ rule_name }) => rule_name)).toEqual([rule]);
});

test('a column, a table with its index and a constraint that is checked later may be added', async () => {
  const expanding = `
    alter table users add column badge text;
    create table badges (tenant_id uuid not null, id uuid not null, name text, primary key (tenant_id, id));
    create index badges_name on badges (tenant_id, name);
    alter table users add constraint badge_length check (length(badge) < 100) not valid;`;
  expect(await lint(['-'], { input: expanding })).toEqual([]);
});

test('an index on a large table may be made concurrently, outside of a transaction and nowhere else', async () => {
  const making = 'create index concurrently if not exists users_badge_idx on users (tenant_id, version);\n';
  expect(await lint(['-'], { input: making, isOutside: true })).toEqual([]);
  const rules = async (input: string, isOutside: boolean) =>
    (await lint(['-'], { input, isOutside })).map(({ rule_name }) => rule_name);
  const amongOthers = `${making}alter table users add column badge text;`;
  expect(await rules(amongOthers, false)).toEqual(['ban-concurrent-index-creation-in-transaction']);
  expect(await rules(making.replace(' if not exists', ''), true)).toEqual(['prefer-robust-stmts']);
});

function lint(files: readonly string[], { input = '', isOutside = false } = {}): Promise<Complaint[]> {
  if (files.length === 0) return Promise.resolve([]);
  const fromInput = files[0] === '-' ? ['--stdin-filepath', 'given.sql'] : files;
  return new Promise((resolve, reject) => {
    const squawk = execFile(
      'node_modules/.bin/squawk',
      ['--reporter', 'json', ...(isOutside ? ['--no-assume-in-transaction'] : []), ...fromInput],
      { cwd: folder },
      (_error, output, problems) => {
        try {
          resolve(JSON.parse(output) as Complaint[]);
        } catch {
          reject(new Error(`squawk said nothing to read: ${problems}${output}`));
        }
      },
    );
    squawk.stdin?.end(input);
  });
}
