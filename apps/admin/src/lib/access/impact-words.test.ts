import { expect, test } from 'vitest';
import type { Impact } from '../contract.ts';
import { changeWords, impactSentence, notGrantedSentence } from './impact-words.ts';

const none: Impact = {
  gaining: 0,
  losing: 0,
  notGranted: 0,
  compared: 0,
  tooMany: false,
  services: [],
  people: { items: [], total: 0, page: 1, pageSize: 25 },
};
const service = { id: 's1', name: 'CRM' };

test.each([
  [none, 'Nobody gains or loses access.'],
  [{ ...none, gaining: 1 }, '1 person gains access.'],
  [{ ...none, losing: 1204 }, '1,204 people lose access.'],
  [{ ...none, gaining: 2, losing: 1 }, '2 people gain access, 1 person loses access.'],
  [
    { ...none, tooMany: true, compared: 250_000 },
    'This can touch 250,000 people, which is too many to compare one by one.',
  ],
])('an impact is told in a sentence', (impact, sentence) => {
  expect(impactSentence(impact)).toBe(sentence);
});

test('whoever may not sign in is told of apart', () => {
  expect(notGrantedSentence(none)).toBeNull();
  expect(notGrantedSentence({ ...none, notGranted: 1 })).toMatch(/^1 more person may not sign in/);
  expect(notGrantedSentence({ ...none, notGranted: 3 })).toMatch(/^3 people more may not sign in/);
});

test.each([
  [null, 'use', 'Gains CRM (Use)', true],
  ['manage', null, 'Loses CRM (Manage)', false],
  ['view', 'manage', 'CRM: View becomes Manage', true],
  ['manage', 'view', 'CRM: Manage becomes View', false],
] as const)('from %s to %s is told as it is', (before, after, text, isGain) => {
  expect(changeWords({ service, before, after })).toEqual({ text, isGain });
});
