import { expect, test } from 'vitest';
import { parseFilter } from '@rollcall/scim';
import type { Value } from '../src/batch.ts';
import { filterToSql } from '../src/filter/filter-to-sql.ts';
import { groups, users } from '../src/index.ts';

/** What each kind of attribute becomes under each operator that has a meaning for it. */
const onUsers = [
  ...['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'].map((operator) => `userName ${operator} "Kai"`),
  'userName pr',
  'externalId eq "Kai"',
  'externalId co "Kai"',
  'id eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"',
  'id eq "kai"',
  'id sw "0198"',
  'displayName sw "Kai"',
  'displayName ne "Kai"',
  'active eq true',
  'active ne "False"',
  'active pr',
  'meta.lastModified gt "2026-01-31T10:00:00+01:00"',
  'meta.created pr',
  'meta.version eq "W/\\"2\\""',
  'title eq "Engineer"',
  'title eq null',
  'profileUrl sw "https://"',
  'name.familyName co "und"',
  'name pr',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Support"',
  'manager eq "kai"',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User pr',
  'urn:example:badge:2.0:User:colour eq "green"',
  'emails eq "kai@example.com"',
  'emails.value ne "kai@example.com"',
  'emails sw "kai@"',
  'emails.value pr',
  'emails eq null',
  'emails pr',
  'emails.type pr',
  'emails[type eq "work" and value ew "@example.com"]',
  'emails[type eq "work"].value eq "kai@example.com"',
  'emails[type eq "work"].value pr',
  'x509Certificates co "MII"',
  'schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"',
  'groups eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"',
  'groups eq "nobody"',
  'groups pr',
  'groups[display co "VPN" and type eq "direct"]',
  'meta pr',
  'meta.location eq "https://rollcall.test/scim/v2/Users/1"',
  'title eq "a" or not (title eq "b") and nickName pr',
];
const onGroups = [
  'displayName eq "VPN Users"',
  'members eq "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"',
  'members[value ne "0198f6c0-7b1e-7c3a-9d21-0f3ad1f0b7aa"]',
  'members.display sw "Kai"',
  'members.$ref eq "https://rollcall.test/scim/v2/Users/1"',
  'members[type eq "User"].value pr',
  'meta.lastModified ge "2026-01-31"',
];

function onRecord(table: typeof users | typeof groups, filters: readonly string[]): string {
  return filters
    .map((filter) => {
      const values: Value[] = [];
      const bind = (value: Value) => `$${values.push(value)}`;
      const sql = filterToSql(table, parseFilter(filter), { bind, baseUrl: 'https://rollcall.test/scim/v2' });
      return `-- ${table.table}: ${filter}\n${sql};\n-- ${JSON.stringify(values)}\n`;
    })
    .join('\n');
}

test('the SQL of every operator and kind of attribute is on record', async () => {
  const text = `${onRecord(users, onUsers)}\n${onRecord(groups, onGroups)}`;
  await expect(text).toMatchFileSnapshot('./filter-to-sql.sql');
});

test('no value of a filter stands in the text of its SQL', () => {
  const filter = `title eq "x'); drop table users; --" or urn:x'y:2.0:User:a eq "z" or emails[value eq "'"]`;
  const sql = filterToSql(users, parseFilter(filter), { bind: () => '?', baseUrl: '' });
  expect(sql).not.toMatch(/drop|x'/);
});
