import { expect, test } from 'vitest';
import { line, page } from './input.ts';

const label = line('A label', 5);

test('a line is taken without the space around it', () => {
  expect(label.parse('  Zoë \n')).toBe('Zoë');
});

test.each([
  ['a character too many', 'abcdef', 'A label has at most 5 characters.'],
  ['a NUL', 'a\0b', 'A label holds a character that no text may hold.'],
  ['half a surrogate pair', 'a\ud83d', 'A label holds a character that no text may hold.'],
])('a line with %s is refused in a sentence', (_, text, sentence) => {
  expect(label.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([sentence]);
});

test('pages count from 1, and the first is meant when none is named', () => {
  expect(page.parse(undefined)).toBe(1);
  expect(page.safeParse(0).error?.issues[0]?.message).toBe('Pages count from 1.');
  expect(page.safeParse(1.5).error?.issues[0]?.message).toBe('A page is a whole number.');
});
