import { expect, test } from 'vitest';
import { servicesIn } from './reach-words.ts';

const access = (...names: string[]) => ({ services: names.map((name) => ({ name })) });

test('services are named up to four, and counted past three otherwise', () => {
  expect(servicesIn(access())).toBeNull();
  expect(servicesIn(access('CRM'))).toBe('CRM');
  expect(servicesIn(access('CRM', 'Wiki', 'Mail', 'Time'))).toBe('CRM, Wiki, Mail and Time');
  expect(servicesIn(access('A', 'B', 'C', 'D', 'E'))).toBe('A, B, C and 2 more services');
});
