import { expect, test } from 'vitest';
import type { IdentityProvider, Overview, Token, WebhookOverview } from '../contract.ts';
import { attention } from './attention.ts';

const nowMs = Date.parse('2026-03-12T12:00:00Z');
const provisioning: Overview['provisioning'] = {
  enabled: true,
  state: 'provisioning',
  dialect: 'entra',
  lastCallAt: '2026-03-12T11:40:00Z',
};
const token: Token = {
  id: 't1',
  label: 'Production',
  hint: 'rcl_scim_…a1B2',
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'Ada',
  expiresAt: '2027-01-01T00:00:00Z',
  lastUsedAt: null,
  lastNetwork: null,
  state: 'live',
  revokedAt: null,
};
const identityProvider: IdentityProvider = {
  kind: 'entra',
  name: 'Microsoft Entra ID',
  userNameClaim: null,
  groupsClaim: null,
  rolesClaim: null,
  jit: 'untilScim',
  verifiedAt: null,
  checks: null,
  trial: null,
  entraTenantId: '8f2d1c9e-0f3b-4a52-9a1c-3f6f0a7b1d20',
  issuer: 'https://login.microsoftonline.com/8f2d1c9e-0f3b-4a52-9a1c-3f6f0a7b1d20/v2.0',
  clientId: '2b9c4f6a-7d1e-4c58-8a3b-5e0f9d2c6b14',
  hasClientSecret: true,
  clientSecretExpiresOn: '2027-03-01',
  savedAt: '2026-01-01T00:00:00Z',
  savedBy: 'Ada',
};
const webhook: WebhookOverview = {
  id: 'w1',
  url: 'https://hooks.example.com/rollcall',
  description: '',
  types: [],
  withValues: true,
  state: 'working',
  failingSince: null,
  oldSecretUntil: null,
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'Ada',
  pending: 0,
  delivered: 9,
  dead: 0,
};
const healthy = { provisioning, identityProvider, tokens: [token], webhooks: [webhook], brought: 72, nowMs };

const titles = (facts: Parameters<typeof attention>[0]) => attention(facts).map(({ title }) => title);

test('a healthy connection needs nobody', () => {
  expect(attention(healthy)).toEqual([]);
});

test('SCIM that was never on is the only thing worth saying', () => {
  const off = {
    ...healthy,
    brought: 0,
    tokens: [],
    provisioning: { ...provisioning, enabled: false, state: 'disabled' as const },
  };
  expect(titles(off)).toEqual(['SCIM is not set up yet']);
});

test('no live token is said first', () => {
  const tokens = [{ ...token, state: 'revoked' as const }];
  const facts = { ...healthy, tokens, provisioning: { ...provisioning, lastCallAt: '2026-03-01T00:00:00Z' } };
  expect(titles(facts)).toEqual(['There is no live API token', 'Entra has been silent for more than a day']);
});

test('a token that ends within a month is announced unless another lasts longer', () => {
  const ending = { ...token, id: 't2', label: 'Old', expiresAt: '2026-03-20T00:00:00Z' };
  expect(titles({ ...healthy, tokens: [ending] })).toEqual(['The API token “Old” expires on 20 Mar 2026']);
  expect(titles({ ...healthy, tokens: [ending, token] })).toEqual([]);
});

test.each([
  ['2026-04-20', []],
  ['2026-04-05', ['info']],
  ['2026-03-18', ['warn']],
  ['2026-03-12', ['bad']],
])('a client secret that ends on %s is announced so: %o, whether SCIM is on or not', (day, tones) => {
  const ending = { ...identityProvider, clientSecretExpiresOn: day };
  for (const enabled of [true, false]) {
    const facts = { ...healthy, provisioning: { ...provisioning, enabled }, identityProvider: ending };
    const found = attention(facts).filter(({ id }) => id === 'client-secret');
    expect(found.map(({ tone }) => tone)).toEqual(tones);
  }
});

test('a client secret that is over is said plainly', () => {
  const over = { ...identityProvider, clientSecretExpiresOn: '2026-03-01' };
  expect(titles({ ...healthy, identityProvider: over })).toEqual(['The client secret expired on 1 Mar 2026']);
});

test('SCIM that was switched off leaves people whom nobody updates', () => {
  const off = { ...healthy, provisioning: { ...provisioning, enabled: false, state: 'disabled' as const } };
  expect(attention(off)).toEqual([
    {
      id: 'switched-off',
      tone: 'warn',
      title: 'SCIM Provisioning is off',
      text: 'Nobody updates the 72 people Entra brought. Switch it on again to go on.',
    },
  ]);
});

test('a client that calls only on a change may be silent for as long as nothing changes', () => {
  const quiet = { ...provisioning, lastCallAt: '2026-03-01T00:00:00Z' };
  expect(titles({ ...healthy, provisioning: { ...quiet, dialect: 'okta' } })).toEqual([]);
  expect(titles({ ...healthy, provisioning: { ...quiet, dialect: 'google' } })).toEqual([
    'Google has been silent for more than a day',
  ]);
});

test('a client other than Entra needs no identity provider settings first', () => {
  const off = { ...provisioning, enabled: false, state: 'disabled' as const, dialect: 'okta' as const };
  expect(attention({ ...healthy, provisioning: off, brought: 0, identityProvider: null })).toMatchObject([
    { title: 'SCIM is not set up yet', text: 'Switch SCIM Provisioning on and generate an API token.' },
  ]);
});

test('people who are kept out are said, with the way to them', () => {
  const people = { total: 9, active: 7, inactive: 0, suspended: 2, held: 0, archived: 0, neverSignedIn: 0 };
  const facts = { ...healthy, people: { ...people, byOrigin: { scim: 9, jit: 0, local: 0 } } };
  expect(attention(facts)).toMatchObject([
    {
      title: '2 people are suspended, though requested active',
      go: { path: '/directory/users?status=suspended' },
    },
  ]);
});

test('a webhook that fails is mentioned after an hour, and one that was switched off at once', () => {
  const failing = { ...webhook, state: 'failing' as const, failingSince: '2026-03-12T11:30:00Z' };
  expect(titles({ ...healthy, webhooks: [failing] })).toEqual([]);
  const longer = { ...failing, failingSince: '2026-03-12T10:30:00Z' };
  expect(titles({ ...healthy, webhooks: [longer] })).toEqual(['The webhook to hooks.example.com is failing']);
  const off = { ...webhook, state: 'offFailing' as const, failingSince: '2026-03-07T10:30:00Z' };
  expect(titles({ ...healthy, webhooks: [off] })).toEqual([
    'The webhook to hooks.example.com was switched off',
  ]);
});
