import { expect, test } from 'vitest';
import { claimedIdentity, type Claims } from './claimed-identity.ts';

const tid = '0b6b9c1e-7d34-4c7e-9a54-2f6f0a1d5e11';
const entra = { kind: 'entra', userNameClaim: null, groupsClaim: 'groups', rolesClaim: 'roles' } as const;
const oidc = { ...entra, kind: 'oidc' } as const;

/** An ID token of Entra as https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference lists its claims. */
const ofEntra: Claims = {
  iss: `https://login.microsoftonline.com/${tid}/v2.0`,
  sub: 'pairwise-for-this-application',
  oid: '5f3c2a90-1b1d-4c55-8f0e-6a1b2c3d4e5f',
  tid,
  preferred_username: 'mina@quillhaven.example',
  name: 'Mina Sørby',
  groups: ['a', 'b'],
};
const without = (claim: string) =>
  Object.fromEntries(Object.entries(ofEntra).filter(([name]) => name !== claim));

test('somebody in Entra is their object id, which every application sees, and not the pairwise subject', () => {
  expect(claimedIdentity(entra, ofEntra)).toMatchObject({
    issuer: ofEntra['iss'],
    subject: ofEntra['oid'],
    userName: 'mina@quillhaven.example',
    claims: { groups: ['a', 'b'], roles: null, groupsLeftOut: false, rolesLeftOut: false },
  });
});

test.each([
  { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example/' } } },
  { hasgroups: true },
])('groups that are too many for a token are left out, which is not the same as none', (overage) => {
  expect(claimedIdentity(entra, { ...without('groups'), ...overage }).claims).toMatchObject({
    groups: null,
    groupsLeftOut: true,
    rolesLeftOut: false,
  });
  expect(claimedIdentity(entra, without('groups')).claims.groupsLeftOut).toBe(false);
});

test('the same values in another order, or twice, are the same claim', () => {
  const groupsIn = (groups: unknown) => claimedIdentity(entra, { ...ofEntra, groups }).claims.groups;
  expect(groupsIn(['b', ' a', 'b', 7, ''])).toEqual(groupsIn(['a', 'b']));
  expect(groupsIn('a')).toEqual(['a']);
  expect(groupsIn([])).toBeNull();
});

test.each(['oid', 'tid'])('an answer of Entra without %s names nobody', (claim) => {
  expect(() => claimedIdentity(entra, without(claim))).toThrow();
});

test('a tid that is not the one in the issuer is of another tenant', () => {
  const other = { ...ofEntra, tid: '99999999-7d34-4c7e-9a54-2f6f0a1d5e11' };
  expect(() => claimedIdentity(entra, other)).toThrow(expect.objectContaining({ reason: 'wrongIssuer' }));
});

test('anywhere else somebody is their subject', () => {
  expect(claimedIdentity(oidc, ofEntra).subject).toBe('pairwise-for-this-application');
  expect(() => claimedIdentity(oidc, without('sub'))).toThrow(
    expect.objectContaining({ reason: 'badAnswer' }),
  );
});

test.each([
  [true, 'mina@quillhaven.example'],
  [false, undefined],
  ['true', undefined],
  [undefined, undefined],
])('an e-mail address with email_verified %s counts as %s', (email_verified, counts) => {
  const claims = { ...ofEntra, email: 'mina@quillhaven.example', email_verified };
  const identity = claimedIdentity({ ...oidc, userNameClaim: 'email' }, claims);
  expect([identity.verifiedEmail, identity.userName]).toEqual([counts, counts]);
});
