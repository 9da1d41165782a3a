import { expect, test } from 'vitest';
import type { Change } from '../contract.ts';
import { timelineEntry } from './timeline-entry.ts';

const change: Change = {
  id: '0199c0de-0000-7000-8000-000000000001',
  at: '2026-03-12T11:00:00.000Z',
  actor: { kind: 'token', label: 'Production' },
  requestId: 'b0c4',
  resource: { type: 'User', id: 'u1', label: 'Mina Sørby' },
  operation: 'update',
  outcome: 'applied',
  changes: [{ path: 'title', before: 'Analyst', after: 'Lead' }],
  group: null,
};

test('one changed attribute is told in one sentence', () => {
  expect(timelineEntry(change, { about: 'u1' }).sentence).toBe(
    'API token “Production” changed Title from “Analyst” to “Lead”',
  );
});

test('away from the person’s own page the sentence says whose', () => {
  expect(timelineEntry(change).sentence).toBe(
    'API token “Production” changed Title of Mina Sørby from “Analyst” to “Lead”',
  );
});

test('several changed attributes are told below the sentence', () => {
  const changes = [...change.changes, { path: 'active', before: true, after: false }];
  const entry = timelineEntry({ ...change, changes }, { about: 'u1' });
  expect(entry.sentence).toBe('API token “Production” changed this person');
  expect(entry.details).toEqual(['Changed Title from “Analyst” to “Lead”', 'Changed Active from yes to no']);
});

test('an attribute that was not there is set, one that is gone is removed', () => {
  const set = timelineEntry(
    { ...change, changes: [{ path: 'title', before: null, after: 'Lead' }] },
    { about: 'u1' },
  );
  const removed = timelineEntry(
    { ...change, changes: [{ path: 'title', before: 'Lead', after: null }] },
    { about: 'u1' },
  );
  expect(set.sentence).toBe('API token “Production” set Title to “Lead”');
  expect(removed.sentence).toBe('API token “Production” removed Title (it was “Lead”)');
});

test('what a sign-in claimed is told value by value', () => {
  const claimed: Change = {
    ...change,
    actor: { kind: 'signIn', label: 'Sign-in' },
    changes: [{ path: 'urn:rollcall:sign-in:User:groups', before: ['Crew'], after: ['Crew', 'Deck'] }],
  };
  expect(timelineEntry(claimed, { about: 'u1' }).sentence).toBe(
    'Sign-in changed Groups claimed from “Crew” to “Crew”, “Deck”',
  );
});

test('a new member is told from the person’s side and from the group’s', () => {
  const joined: Change = {
    ...change,
    resource: { type: 'Membership', id: 'u1', label: 'Mina Sørby' },
    operation: 'addMember',
    changes: [],
    group: { id: 'g1', displayName: 'Finance' },
  };
  expect(timelineEntry(joined, { about: 'u1' }).sentence).toBe(
    'API token “Production” added this person to “Finance”',
  );
  expect(timelineEntry(joined, { about: 'g1' }).sentence).toBe(
    'API token “Production” added Mina Sørby to this group',
  );
});

test('a change a rule held back says so', () => {
  expect(timelineEntry({ ...change, outcome: 'held' }).note).toBe('Held back');
});

test('a manager is not told by an id', () => {
  const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value';
  const changes = [{ path: manager, before: null, after: '0199c0de-0000-7000-8000-000000000002' }];
  expect(timelineEntry({ ...change, changes }, { about: 'u1' }).sentence).toBe(
    'API token “Production” set Manager',
  );
});

test('another SCIM client is told by its name', () => {
  const chosen: Change = {
    ...change,
    actor: { kind: 'admin', label: 'ada@lantern.example' },
    resource: { type: 'Provisioning', id: 't1', label: null },
    changes: [{ path: 'dialect', before: 'entra', after: 'okta' }],
  };
  expect(timelineEntry(chosen).sentence).toBe(
    'ada@lantern.example changed SCIM client of SCIM Provisioning from “Microsoft Entra ID” to “Okta”',
  );
  const first = { ...chosen, changes: [{ path: 'dialect', before: null, after: 'entra' }] };
  expect(timelineEntry(first).sentence).toBe(
    'ada@lantern.example set SCIM client of SCIM Provisioning to “Microsoft Entra ID”',
  );
});

test('a resource of an own type is a resource, and not a person', () => {
  const resource = { type: 'Resource', id: 'd1', label: 'Device Printer' } as const;
  const created: Change = { ...change, resource, operation: 'create', changes: [] };
  expect(timelineEntry(created, { about: 'd1' }).sentence).toBe(
    'API token “Production” created this resource',
  );
  expect(timelineEntry(created).sentence).toBe('API token “Production” created Device Printer');
});
