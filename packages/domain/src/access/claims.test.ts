import { parseFilter } from '@rollcall/scim';
import { expect } from 'vitest';
import { addUser, openDirectory } from '../../test/fill-directory.ts';
import { test } from '../../test/in-organisation.ts';
import { opened, reached } from '../../test/open-service.ts';
import { ledgerOf, secretKeys } from '../../test/test-organisation.ts';
import { actOnUsers } from '../directory/act-on-users.ts';
import { changeIdentityProvider } from '../identity-provider/change-identity-provider.ts';
import { saveIdentityProvider } from '../identity-provider/save-identity-provider.ts';
import { listResources } from '../provisioning/list-resources.ts';
import { userType } from '../provisioning/resource-type.ts';
import type { Scope } from '../scope.ts';
import { addExtension } from '../schemas/add-extension.ts';
import { admitPerson } from '../sign-in/admit-person.ts';
import { claimedIdentity } from '../sign-in/claimed-identity.ts';
import { getPersonSignIn, unlinkPerson } from '../sign-in/person-sign-in.ts';
import { accessOfUser } from './access-of-user.ts';
import type { Asked } from './change-access.ts';
import { extendRule, listClaims } from './claim-rule.ts';
import { listPeopleOfService } from './list-holders.ts';
import { previewRule } from './preview-rule.ts';
import { saveRole } from './save-role.ts';

const urn = 'urn:rollcall:sign-in:User';
const crew = `${urn}:groups eq "Crew"`;
const issuer = 'https://login.lantern.example';

/** The organisation signs in at that provider, which claims groups and roles. */
const signsInAt = (scope: Scope, at: string) =>
  saveIdentityProvider(
    scope,
    {
      kind: 'oidc',
      issuer: at,
      clientId: 'rollcall',
      clientSecret: 's',
      groupsClaim: 'groups',
      rolesClaim: 'roles',
      jit: 'on',
    },
    { secretKeys },
  );

/** Somebody signs in there, and the provider claims that of them; the answer is their id. */
function signedIn(scope: Scope, subject: string, claims: object, at = issuer): Promise<string> {
  const reading = { kind: 'oidc', userNameClaim: null, groupsClaim: 'groups', rolesClaim: 'roles' } as const;
  const identity = claimedIdentity(reading, {
    iss: at,
    sub: subject,
    preferred_username: subject,
    ...claims,
  });
  const actor = { kind: 'signIn', id: null, label: 'Sign-in' } as const;
  return admitPerson({ ...scope, actor }, { issuer: at, jit: 'on' }, identity, (_, id) =>
    Promise.resolve(id),
  );
}

test('a person reaches a service at their very first sign-in by a claim, and loses it when the next lacks it', async ({
  scope,
}) => {
  await signsInAt(scope, issuer);
  const { serviceId } = await opened(scope, crew);
  const mina = await signedIn(scope, 'mina', { groups: ['Fleet', 'Crew'] });
  expect(await reached(scope, mina)).toEqual(['CRM use']);
  expect((await listPeopleOfService(scope, serviceId, { page: 1 })).items).toMatchObject([
    { id: mina, paths: [{ source: 'claim', role: { name: 'CRM user' } }] },
  ]);
  await signedIn(scope, 'mina', { groups: ['Crew', 'Fleet'] });
  await signedIn(scope, 'mina', {});
  expect(await reached(scope, mina)).toEqual([]);

  const lines = (await ledgerOf(scope)).filter(({ actor_kind }) => actor_kind === 'signIn');
  expect(lines.map(({ operation, paths }) => [operation, paths])).toEqual([
    ['create', []],
    ['update', [{ path: `${urn}:groups`, before: null, after: ['Crew', 'Fleet'] }]],
    ['update', [{ path: `${urn}:groups`, before: ['Crew', 'Fleet'], after: null }]],
  ]);
});

test('whoever a rule matches without a claim too holds the role by their attributes', async ({ scope }) => {
  await signsInAt(scope, issuer);
  await opened(scope, `userName eq "mina" or ${crew}`);
  const mina = await signedIn(scope, 'mina', { groups: ['Crew'] });
  const noor = await signedIn(scope, 'noor', { groups: ['Crew'] });
  const sourceOf = async (id: string) => (await accessOfUser(scope, id)).services[0]?.paths[0]?.source;
  expect([await sourceOf(mina), await sourceOf(noor)]).toEqual(['rule', 'claim']);
});

test('claims of a former provider give nothing, nor those of another organisation’s people', async ({
  scope,
  other,
}) => {
  for (const each of [scope, other]) await signsInAt(each, issuer);
  await opened(scope, crew);
  const mina = await signedIn(scope, 'mina', { groups: ['Crew'] });
  await signedIn(other, 'stranger', { groups: ['Crew', 'Secret'] });
  expect(await previewRule(scope, crew)).toMatchObject({ all: 1, first: [{ id: mina }] });
  expect(await listClaims(scope)).toEqual({
    groups: { claim: 'groups', values: ['Crew'] },
    roles: { claim: 'roles', values: [] },
  });

  await signsInAt(scope, 'https://login.new.example');
  expect(await reached(scope, mina)).toEqual([]);
  expect(await getPersonSignIn(scope, mina)).toMatchObject({ identities: [{ isCurrent: false }] });
  expect((await listClaims(scope)).groups.values).toEqual([]);
});

test('a claim gives a suspended person nothing, nor one whose account was forgotten', async ({ scope }) => {
  await signsInAt(scope, issuer);
  const { serviceId } = await opened(scope, crew);
  const mina = await signedIn(scope, 'mina', { groups: ['Crew'] });
  await actOnUsers(scope, 'suspend', [mina]);
  expect(await listPeopleOfService(scope, serviceId, { page: 1 })).toMatchObject({ total: 0, notGranted: 1 });
  await actOnUsers(scope, 'restore', [mina]);
  await unlinkPerson(scope, mina);
  expect(await reached(scope, mina)).toEqual([]);
  expect((await ledgerOf(scope)).at(-1)).toMatchObject({
    operation: 'update',
    paths: [{ path: `${urn}:groups`, before: ['Crew'], after: null }],
  });
});

test('a claim that was left out for its length is known by nobody, and the person’s page says so', async ({
  scope,
}) => {
  await signsInAt(scope, issuer);
  await opened(scope, crew);
  await signedIn(scope, 'mina', { groups: ['Crew'] });
  const mina = await signedIn(scope, 'mina', {
    _claim_names: { groups: 'src1' },
    _claim_sources: { src1: { endpoint: 'https://graph.example/getMemberObjects' } },
  });
  expect(await reached(scope, mina)).toEqual([]);
  expect((await getPersonSignIn(scope, mina)).identities).toMatchObject([
    { groups: null, groupsLeftOut: true, rolesLeftOut: false },
  ]);
});

test('what a change of such a rule is shown to do is what it does', async ({ scope }) => {
  await signsInAt(scope, issuer);
  const { roleId } = await opened(scope, crew);
  const mina = await signedIn(scope, 'mina', { groups: ['Crew'], roles: ['Mate'] });
  const noor = await signedIn(scope, 'noor', { roles: ['Captain'] });
  const next = { id: roleId, name: 'CRM user', rule: `${urn}:roles sw "Cap"` };
  const shown = await saveRole(scope, next, {});
  expect(shown).toMatchObject({ applied: false, impact: { gaining: 1, losing: 1 } });
  expect([await reached(scope, mina), await reached(scope, noor)]).toEqual([['CRM use'], []]);
  await saveRole(scope, next, { confirm: { losing: 1 } });
  expect([await reached(scope, mina), await reached(scope, noor)]).toEqual([[], ['CRM use']]);
});

test.for([
  [`${urn}:groups ne "Crew"`, 1],
  [`userName pr and not (${crew})`, 22],
  [`not (${urn}:groups pr)`, 6],
  [`${urn}:groups eq null`, 1],
  [`${urn}:groups gt "A"`, 1],
  [`${urn}:groups[value eq "Crew"]`, 1],
  [`${urn} pr`, 1],
  [`${urn}[groups eq "Crew"]`, 1],
  [`${urn}:groups.value eq "Crew"`, 1],
  [`${urn}:departments eq "Crew"`, 1],
] as const)('a rule cannot ask a sign-in for %s', async ([rule, character], { scope }) => {
  await expect(saveRole(scope, { name: 'CRM user', rule }, {})).rejects.toMatchObject({
    fields: { rule: expect.stringContaining(`(character ${character})`) },
  });
});

const everyone = { sort: undefined, count: 10, page: { startIndex: 1 }, related: () => false };

test('a filter of SCIM knows no claims, and an extension cannot be called like them', async ({ scope }) => {
  const scim = await openDirectory(scope);
  for (const filter of [
    crew,
    `${urn}:groups pr`,
    `${urn.toUpperCase()}:groups eq "Crew"`,
    `${urn}.groups eq "Crew"`,
  ])
    await expect(
      listResources(scim, [userType], { ...everyone, filter: parseFilter(filter) }),
    ).rejects.toMatchObject({
      code: 'invalidFilter',
    });
  await expect(
    addExtension(scope, {
      type: 'User',
      definition: { id: urn, name: 'Badge', attributes: [{ name: 'groups' }] },
    }),
  ).rejects.toMatchObject({ code: 'invalidSchema', message: expect.stringContaining('not yours to give') });
});

test('what a SCIM client writes under the name of the claims is no claim', async ({ scope }) => {
  const scim = await openDirectory(scope);
  await addUser(scim, { userName: 'mina@lantern.example', [urn]: { groups: ['Crew'] } });
  expect(await previewRule(scope, crew)).toMatchObject({ all: 0 });
});

test('a rule grows by a claim, whatever the value has in it', async ({ scope }) => {
  await signsInAt(scope, issuer);
  const value = 'The "Crew" \\ of (Sales) or id pr';
  const rule = extendRule('department eq "Sales"', { claim: 'groups', value });
  const noor = await signedIn(scope, 'noor', { groups: [value] });
  expect(await previewRule(scope, rule)).toMatchObject({ all: 1, first: [{ id: noor }] });
  expect(() => extendRule('', { claim: 'roles', value: ' ' })).toThrow(
    expect.objectContaining({ fields: { value: expect.any(String) } }),
  );
});

test('another issuer is saved once it was seen whom it takes access from, and to the one before who gets it back', async ({
  scope,
}) => {
  await signsInAt(scope, issuer);
  await opened(scope, crew);
  const mina = await signedIn(scope, 'mina', { groups: ['Crew'] });
  const settings = { kind: 'oidc', clientId: 'rollcall', clientSecret: 's' } as const;
  const change = (to: string, asked: Asked) =>
    changeIdentityProvider(scope, { ...settings, issuer: to }, { secretKeys }, asked);
  const elsewhere = 'https://login.elsewhere.example';

  expect(await change(elsewhere, {})).toMatchObject({
    applied: false,
    impact: { losing: 1, services: [{ name: 'CRM', losing: 1 }], people: { items: [{ id: mina }] } },
  });
  expect(await reached(scope, mina)).toEqual(['CRM use']);
  await expect(change(elsewhere, { confirm: { losing: 0 } })).rejects.toMatchObject({
    code: 'accessChanged',
  });
  expect(await change(elsewhere, { confirm: { losing: 1 } })).toMatchObject({
    applied: true,
    result: { issuer: elsewhere },
  });
  expect(await reached(scope, mina)).toEqual([]);

  expect(await change(issuer, {})).toMatchObject({ applied: false, impact: { gaining: 1, losing: 0 } });
  await change(issuer, { confirm: { losing: 0 } });
  expect(await reached(scope, mina)).toEqual(['CRM use']);
});
