import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupResource, matchFilter, parseFilter } from '@rollcall/scim';
import { connect, disconnect, groups, insertTenant, withTenant, type Database } from '../src/index.ts';
import type { Value } from '../src/batch.ts';
import { filterToSql } from '../src/filter/filter-to-sql.ts';
import { insertUsers, testDatabase, type ClonedDatabase } from '../src/testing/index.ts';
import { anyText } from './any-person.ts';
import { rowsOf } from './people-in-postgres.ts';

const baseUrl = 'https://rollcall.test/t/lantern-7f3k/scim/v2';

type Member = Readonly<{ value: string; type: 'User' | 'Group'; display: string; $ref: string }>;
type Group = Readonly<{ id: string; displayName: string; externalId?: string; members: readonly Member[] }>;

let database: ClonedDatabase;
let db: Database;
let tenantId: string;
let resources: Group[];
beforeAll(async () => {
  database = await testDatabase();
  db = connect(database.url);
  tenantId = (await insertTenant(db, { key: 'lantern-7f3k', name: 'Lantern Works' }))!.id;
  resources = await storeGroups();
});
afterAll(async () => {
  await disconnect(db);
  await database[Symbol.asyncDispose]();
});

/** Forty groups of people and of the groups before them, the same each time. */
async function storeGroups(): Promise<Group[]> {
  const texts = fc.sample(anyText, { numRuns: 40, seed: 3 });
  const picks = fc.sample(fc.array(fc.nat(30), { maxLength: 4 }), { numRuns: 40, seed: 5 });
  return withTenant(db, tenantId, async (tx) => {
    const names = texts.slice(0, 10).map((text, n) => `Person ${n} ${text}`);
    const ids = await insertUsers(
      tx,
      names.map((userName) => ({ attributes: { userName } })),
    );
    const known = ids.map((id, n) => memberOf('User', id, names[n]!));
    const stored: Group[] = [];
    for (const [n, text] of texts.entries()) {
      const attributes = {
        displayName: `${text} ${n}`,
        ...(n % 3 === 0 ? { externalId: `${text}-${n}` } : {}),
      };
      const made = await sql<{ id: string }>`insert into groups (attributes, origin)
        values (${JSON.stringify(attributes)}::jsonb, 'scim') returning id`.execute(tx);
      const id = made.rows[0]!.id;
      const members = [...new Set(picks[n]!.map((pick) => known[pick % known.length]!))];
      for (const { type, value } of members) {
        await sql`insert into memberships (group_id, ${sql.ref(type === 'User' ? 'user_id' : 'subgroup_id')})
          values (${id}, ${value})`.execute(tx);
      }
      stored.push({ id, ...attributes, members });
      known.push(memberOf('Group', id, attributes.displayName));
    }
    return stored;
  });
}

function memberOf(type: Member['type'], value: string, display: string): Member {
  return { value, type, display, $ref: `${baseUrl}/${type}s/${value}` };
}

/** The group as a client sees it; no members are no attribute. */
function rendered({ members, ...group }: Group): Readonly<Record<string, unknown>> {
  const meta = { resourceType: 'Group', location: `${baseUrl}/Groups/${group.id}` };
  return { ...group, ...(members.length > 0 ? { members } : {}), meta };
}

async function find(filter: string): Promise<string[]> {
  const values: Value[] = [];
  const bind = (value: Value) => `$${values.push(value)}`;
  const where = filterToSql(groups, parseFilter(filter), { bind, baseUrl });
  const rows = await rowsOf(db, tenantId, `select r.id from groups r where ${where} order by r.id`, values);
  return rows.map(({ id }) => id as string);
}

function anyGroupFilter(all: readonly Group[]): fc.Arbitrary<string> {
  const members = all.flatMap((group) => group.members);
  const word = (...words: string[]) => fc.constantFrom(...words);
  const said = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((words) => words.join(' '));
  const text = fc
    .oneof(
      anyText,
      word('Person 1', 'person', '7'),
      fc.constantFrom(...all).map((group) => group.displayName),
    )
    .map((each) => JSON.stringify(each));
  const operator = word('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');
  const type = word('"User"', '"group"', '"Group"', '"other"');
  const value = fc.constantFrom(...members).map((member) => JSON.stringify(member.value));
  const ref = fc.constantFrom(...members).map((member) => JSON.stringify(member.$ref));
  const part = (prefix: string) =>
    fc.oneof(
      said(word(`${prefix}display`), operator, text),
      said(word(`${prefix}type`), word('eq', 'ne', 'sw'), type),
      said(word(`${prefix}value`), word('eq', 'ne', 'sw', 'ge'), value),
      said(word(`${prefix}$ref`), word('eq', 'co', 'ew'), ref),
      word(`${prefix}display pr`, `${prefix}type pr`),
    );
  const leaf = fc.oneof(
    said(word('displayName', 'DISPLAYNAME', 'externalId'), operator, text),
    said(word('externalId', 'members'), word('eq null', 'ne null', 'pr')),
    said(word('members'), word('eq', 'ne'), value),
    said(word('meta.location'), word('eq', 'ne', 'ew'), ref),
    part('members.'),
    fc.tuple(part(''), word('and', 'or'), part('')).map((words) => `members[${words.join(' ')}]`),
    fc.tuple(part(''), text).map(([where, each]) => `members[${where}].display co ${each}`),
    word('members pr', 'meta.resourceType eq "Group"', 'members[not (type eq "User")]'),
  );
  return fc.oneof(
    leaf,
    leaf.map((each) => `not (${each})`),
    fc.tuple(leaf, word('and', 'or'), leaf).map((parts) => `(${parts.join(' ')})`),
  );
}

test(
  'Postgres finds the groups that the engine finds, whatever the filter (RFC 7644 §3.4.2.2)',
  { timeout: 60_000 },
  async () => {
    let matched = 0;
    const property = fc.asyncProperty(anyGroupFilter(resources), async (text) => {
      const filter = parseFilter(text);
      const byEngine = resources.filter((group) => matchFilter(groupResource, filter, rendered(group)));
      if (byEngine.length > 0 && byEngine.length < resources.length) matched += 1;
      expect(await find(text)).toEqual(byEngine.map(({ id }) => id).sort());
    });
    await fc.assert(property, { numRuns: 1500, seed: 2026 });
    // Filters that match every group or none would agree too easily.
    expect(matched).toBeGreaterThan(500);
  },
);
