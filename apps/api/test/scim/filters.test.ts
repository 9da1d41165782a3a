import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startScim, type Api, type Tenant } from '../start-scim.ts';
import { urns } from '../scim-client.ts';

let api: Api;
let tenant: Tenant;
let ids: { user: string; group: string };
beforeAll(async () => {
  api = await startScim();
  tenant = await api.makeTenant();
  const user = await tenant.createUser('kai@example.com', {
    title: 'Engineer',
    [urns.enterprise]: { department: 'Support' },
    'urn:example:badge:2.0:User': { colour: 'green' },
  });
  await tenant.createUser('mira@example.com');
  const group = await tenant.createGroup('VPN Users', { members: [{ value: user.id }] });
  ids = { user: user.id, group: group.id };
});
afterEach(() => expect(api.errors.splice(0)).toEqual([]));
afterAll(() => api[Symbol.asyncDispose]());

const ask = (type: string, filter: string) => tenant.get(`/${type}?filter=${encodeURIComponent(filter)}`);

test.each([
  `schemas eq "${urns.enterprise}"`,
  'title pr',
  `${urns.user}:title eq "ENGINEER"`,
  'department eq "support"',
  'urn:example:badge:2.0:User:colour eq "green"',
  'groups eq "$group"',
  'groups.value eq "$group"',
  'groups[value eq "$group"]',
  'not (groups ne "$group")',
  'groups pr',
  'groups.display eq "vpn users"',
  'groups[display sw "VPN" and type eq "direct"]',
  'groups[type eq "direct"].value eq "$group"',
  'groups.$ref ew "/Groups/$group"',
  'meta.location ew "/Users/$user"',
  'meta pr and title pr',
  'userName lt "l"',
  'id eq "$user" and (title eq "x" or active eq true) and not (nickName pr)',
  'title eq null and department pr or userName sw "KAI@"',
])('%s finds the one it means', async (filter) => {
  const { status, body } = await ask('Users', filter.replace('$group', ids.group).replace('$user', ids.user));
  expect([status, body.totalResults]).toEqual([200, 1]);
  expect(body.Resources[0].id).toBe(ids.user);
});

test.each([
  'members.display eq "KAI@example.com"',
  'members[type eq "User"]',
  'members[value eq "$user"].display sw "kai"',
  'members[type eq "User" and not (display sw "mira")]',
  'members.$ref eq "$base/Users/$user"',
  'members co "-"',
  'meta.location eq "$base/Groups/$group"',
])('the group that %s means is found by its members (RFC 7644 §3.4.2.2)', async (filter) => {
  const named = filter
    .replace('$user', ids.user)
    .replace('$group', ids.group)
    .replace('$base', tenant.baseUrl);
  const { status, body } = await ask('Groups', named);
  expect([status, body.totalResults]).toEqual([200, 1]);
  expect(body.Resources[0].id).toBe(ids.group);
});

test.each([
  ['emails eq "KAI@home.example"', 1],
  ['emails.value sw "kai@h"', 1],
  ['emails[type eq "home" and value sw "KAI"]', 1],
  ['emails[type eq "work" and value eq "kai@home.example"]', 0],
  ['emails[type eq "work"].value eq "kai@work.example"', 1],
  ['emails.value co "@home"', 1],
  ['emails.value pr', 2],
  ['not (emails eq "kai@home.example")', 1],
])('people are found by each of their addresses: %s (RFC 7644 §3.4.2.2)', async (filter, total) => {
  const work = { type: 'work', value: 'Kai@work.example' };
  const several = { emails: [{ type: 'home', value: 'kai@home.example' }, work] };
  const [one, other] = [
    await tenant.createUser('several@example.com', several),
    await tenant.createUser('one@example.com', { emails: [{ type: 'work', value: 'mira@work.example' }] }),
  ];
  const sought = `(${filter}) and userName co "one" or (${filter}) and userName co "several"`;
  expect((await ask('Users', sought)).body.totalResults).toBe(total);
  await tenant.patch(`/Users/${one.id}`, [{ op: 'replace', path: 'emails', value: [work] }]);
  expect((await ask('Users', 'emails sw "kai@home"')).body.totalResults).toBe(0);
  expect(await tenant.rows('select * from further_emails')).toEqual([]);
  for (const { id } of [one, other]) await tenant.delete(`/Users/${id}`);
});

test('people are found by the groups they are in indirectly, too (RFC 7643 §4.1.2)', async () => {
  const outer = await tenant.createGroup('All of them', { members: [{ value: ids.group }] });
  for (const [filter, total] of [
    [`groups eq "${outer.id}"`, 1],
    ['groups[type eq "indirect" and display sw "all"]', 1],
    ['groups[type eq "direct" and display sw "all"]', 0],
    [`groups[value eq "${ids.group}"].type eq "direct"`, 1],
    ['groups.type eq "indirect"', 1],
  ] as const) {
    expect([filter, (await ask('Users', filter)).body.totalResults]).toEqual([filter, total]);
  }
  await tenant.delete(`/Groups/${outer.id}`);
});

test('a moment is found by the text that shows it', async () => {
  for (const type of ['Users', 'Groups']) {
    const id = type === 'Users' ? ids.user : ids.group;
    const { meta } = (await tenant.get(`/${type}/${id}`)).body;
    for (const name of ['created', 'lastModified']) {
      const { body } = await ask(type, `meta.${name} eq "${meta[name]}" and id eq "${id}"`);
      expect([type, name, body.totalResults]).toEqual([type, name, 1]);
    }
  }
});

test('§3.4.2.2 ne of members denies eq; between brackets it asks for another member', async () => {
  const empty = await tenant.createGroup('Nobody');
  const named = async (filter: string) =>
    (await ask('Groups', filter)).body.Resources.map(
      (group: { displayName: string }) => group.displayName,
    ).sort();
  const stranger = ids.group;
  expect(await named(`members ne "${ids.user}"`)).toEqual(['Nobody']);
  expect(await named(`members ne "${stranger}"`)).toEqual(['Nobody', 'VPN Users']);
  expect(await named('members ne "no id"')).toEqual(['Nobody', 'VPN Users']);
  expect(await named(`members[value ne "${ids.user}"]`)).toEqual([]);
  expect(await named(`members[value ne "${stranger}"]`)).toEqual(['VPN Users']);
  expect(await named('members[value ne "no id"]')).toEqual(['VPN Users']);
  await tenant.delete(`/Groups/${empty.id}`);
});

test.each([
  ['Groups', 'members eq "------------------------------------"'],
  ['Groups', 'members eq "1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1-"'],
  ['Users', 'groups ne null and groups eq "nobody"'],
  ['Users', 'id eq "not-an-id"'],
  ['Users', 'urn:example:badge:2.0:User:userName eq "kai@example.com"'],
  ['Users', 'meta.created lt "0001-01-01T00:00:00Z"'],
])('%s?filter=%s finds nobody, or is refused', async (type, filter) => {
  const { status, body } = await ask(type, filter);
  expect([200, 400]).toContain(status);
  expect(status === 200 ? body.totalResults : 0).toBe(0);
});

test.each([
  ['Users', 'constructor eq "x"'],
  ['Users', 'constructor pr'],
  ['Users', 'constructor[value eq "x"]'],
  ['Users', '__proto__ eq "x"'],
  ['Users', 'urn:x\0:2.0:User:a eq "x"'],
  ['Users', 'favouriteColour eq "green"'],
  ['Users', 'name eq "Kai"'],
  ['Groups', 'members.colour eq "kai"'],
  ['Groups', 'members gt "x" and members[colour pr]'],
  ['Users', 'active gt true'],
  ['Users', 'active eq "maybe"'],
  ['Users', 'x509Certificates gt "MII"'],
  ['Users', 'title gt null'],
  ['Users', 'title[value eq "Engineer"]'],
  ['Users', 'manager[value eq "x"].displayName eq "y"'],
  ['Users', 'emails[colour eq "green"]'],
  ['Users', 'meta.created gt "yesterday"'],
  ['Users', 'meta.created gt "5"'],
  ['Users', 'meta.created gt "+200000-01-01T00:00:00Z"'],
  ['Users', 'meta.created gt "-000001-01-01T00:00:00Z"'],
  ['Users', 'meta.created gt "0000-01-01T00:00:00Z"'],
  ['Users', 'meta.created gt 7'],
  ['Users', 'meta.created co "2026"'],
])('%s?filter=%s has no answer and is refused in a sentence', async (type, filter) => {
  const { status, body } = await ask(type, filter);
  expect([status, body.scimType, body.schemas]).toEqual([400, 'invalidFilter', [urns.error]]);
  expect(body.detail).toMatch(/\.$/);
});

test.each(['constructor', '__proto__', 'groups.display', 'members.value', 'meta'])(
  'sortBy=%s has no answer and is refused in a sentence',
  async (sortBy) => {
    const { status, body } = await tenant.get(`/Users?sortBy=${sortBy}`);
    expect([status, body.schemas]).toEqual([400, [urns.error]]);
  },
);
