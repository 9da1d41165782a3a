import { expect, it } from 'vitest';
import { fold } from './fold.ts';

it.each([
  ['stra\u00dfe', 'STRASSE'],
  ['STRA\u1e9eE', 'strasse'],
  ['\u03a3\u0391\u03a3', '\u03c3\u03b1\u03c2'],
  ['jos\u00e9', 'JOSE\u0301'],
  ['\u0130', 'i\u0307'],
  ['\ufb01nn', 'FINN'],
  ['\u13a0', '\uab70'],
])('%s and %s are the same in another case (RFC 7644 §7.8)', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

it.each([
  ['\u0131', 'i'],
  ['e', '\u00e9'],
  ['\u{1f600}', '\u{1f601}'],
])('%s and %s are different letters (RFC 7644 §5)', (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});
