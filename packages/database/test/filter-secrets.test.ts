import { expect, test } from 'vitest';
import { parseFilter, parseSchema } from '@rollcall/scim';
import { filterToSql } from '../src/filter/filter-to-sql.ts';
import { users } from '../src/index.ts';

const urn = 'urn:example:params:scim:schemas:extension:acme:2.0:User';
const part = { name: 'hint', returned: 'never' };
const extension = parseSchema({
  id: urn,
  attributes: [
    { name: 'secret', returned: 'never' },
    { name: 'badge', type: 'complex', subAttributes: [part, { name: 'colour' }] },
    { name: 'keys', type: 'complex', multiValued: true, subAttributes: [part, { name: 'value' }] },
  ],
});
const table = { ...users, resourceSchema: { ...users.resourceSchema, extensions: [extension] } };
const sqlOf = (filter: string) => filterToSql(table, parseFilter(filter), { bind: () => '$1', baseUrl: '' });

test('what is never returned cannot be asked for, as an attribute or as part of one (RFC 7643 §7)', () => {
  for (const filter of [
    'password pr',
    `${urn}:secret eq "x"`,
    `${urn}:badge.hint sw "x"`,
    `${urn}:badge[hint pr]`,
    `${urn}:keys.hint eq "x"`,
    `${urn}:keys[hint eq "x"]`,
    `not (${urn}:keys[value eq "x"].hint pr)`,
  ])
    expect(() => sqlOf(filter)).toThrow(expect.objectContaining({ code: 'invalidFilter' }));
  expect(sqlOf(`${urn}:badge.colour eq "red" and ${urn}:keys.value pr`)).toContain('colour');
});
