import { describe, expect, it } from 'vitest';
import { instantOf, isDateTime } from './instant.ts';

describe('a dateTime (RFC 7643 §2.3.5)', () => {
  it('is the same moment in every zone, and without one in UTC', () => {
    const noon = instantOf('2026-01-31T12:00:00Z');
    expect(noon).toBe(BigInt(Date.UTC(2026, 0, 31, 12)) * 1000n);
    for (const text of ['2026-01-31T13:30:00+01:30', '2026-01-31T12:00:00', '2026-01-31T12:00:00.000-00:00'])
      expect(instantOf(text)).toBe(noon);
    expect(instantOf('2026-01-30T24:00:00Z')).toBe(instantOf('2026-01-31'));
  });

  it('is told from its neighbours by a microsecond', () => {
    const text = (fraction: string) => instantOf(`2026-01-31T12:00:00.${fraction}Z`) ?? 0n;
    expect(text('000001') - text('0')).toBe(1n);
    expect(text('5')).toBe(text('500000000'));
  });

  for (const text of [
    '2026-01-31T09:00:00Z',
    '2024-02-29T23:59:59.999999999+14:00',
    '2026-01-31T09:00:00',
    '0001-01-01T00:00:00Z',
  ]) {
    it(`${text} is one`, () => expect(isDateTime(text)).toBe(true));
  }

  for (const text of [
    '',
    '2026-01-31',
    '2026-01-31t09:00:00z',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-01-31T25:00:00Z',
    '2026-01-31T24:00:01Z',
    '2026-01-31T09:60:00Z',
    '2026-01-31T09:00:60Z',
    '2026-01-31T09:00Z',
    '2026-01-31T09:00:00+15:00',
    '2026-01-31T09:00:00.Z',
    '0000-01-01T00:00:00Z',
    '26-01-31T09:00:00Z',
    '2026-01-31 09:00:00',
    'yesterday',
  ]) {
    it(`${text || 'empty text'} is none`, () => expect(isDateTime(text)).toBe(false));
  }
});
