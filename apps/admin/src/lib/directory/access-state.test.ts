import { expect, test } from 'vitest';
import { accessState, requestedState } from './access-state.ts';

test('a person whose access is as requested shows one state', () => {
  expect(accessState({ active: true, access: 'granted' }).text).toBe('Active');
  expect(requestedState({ active: true, access: 'granted' })).toBeNull();
  expect(accessState({ active: false, access: 'suspended' }).text).toBe('Inactive');
  expect(requestedState({ active: false, access: 'suspended' })).toBeNull();
});

test('a person suspended here but active at the source shows both', () => {
  expect(accessState({ active: true, access: 'suspended' }).text).toBe('Suspended');
  expect(requestedState({ active: true, access: 'suspended' })?.text).toBe('Requested: active');
});

test('a person held back from off-boarding shows what was requested', () => {
  expect(accessState({ active: false, access: 'granted' }).text).toBe('Active');
  expect(requestedState({ active: false, access: 'granted' })?.text).toBe('Requested: inactive');
});
