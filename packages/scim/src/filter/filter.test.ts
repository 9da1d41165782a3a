import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dialects,
  type Filter,
  limits,
  matchFilter,
  parseFilter,
  printFilter,
  type Resource,
  ScimError,
  userResource,
} from '../index.ts';
import { anyFilter } from '../../test/any-filter.ts';

type Case = Readonly<{ says: string; filter: string; prints: string; matches: readonly string[] }>;

const samples = new URL('../../samples/filter/', import.meta.url);
const people = readJson<readonly Resource[]>('people.json');

describe('filters (RFC 7644 §3.4.2.2)', () => {
  for (const { says, filter, prints, matches } of readJson<readonly Case[]>('cases.json')) {
    it(`${says}: ${filter}`, () => {
      const tree = parseFilter(filter);
      const found = people.filter((person) => matchFilter(userResource, tree, person));
      expect(printFilter(tree)).toBe(prints);
      expect(found.map((person) => person['id'])).toEqual(matches);
    });
  }

  it('a tree is what the grammar says', () => {
    expect(parseFilter('a eq 1 or not (urn:x:y.z pr) and b[c sw "d"].e ne null')).toEqual<Filter>({
      kind: 'logical',
      operator: 'or',
      left: { kind: 'compare', path: { attribute: 'a' }, operator: 'eq', value: 1 },
      right: {
        kind: 'logical',
        operator: 'and',
        left: {
          kind: 'not',
          filter: { kind: 'present', path: { schema: 'urn:x', attribute: 'y', subAttribute: 'z' } },
        },
        right: {
          kind: 'compare',
          path: {
            attribute: 'b',
            where: { kind: 'compare', path: { attribute: 'c' }, operator: 'sw', value: 'd' },
            subAttribute: 'e',
          },
          operator: 'ne',
          value: null,
        },
      },
    });
  });

  it('a number that would lose digits stays text', () => {
    expect(parseFilter('externalId eq 12345678901234567890')).toMatchObject({
      value: '12345678901234567890',
    });
  });
});

describe('a filter that cannot be read says where', () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['', 'Expected the name of an attribute, but it ends there (character 1).'],
    ['userName', 'Expected an operator after "userName", but it ends there (character 9).'],
    ['userName is "x"', 'Expected an operator after "userName", but found "is" (character 10).'],
    ['userName eq', 'Expected a value after "eq", but it ends there (character 12).'],
    ['userName eq "x', 'The text in quotes never ends (character 13).'],
    ['userName eq "\\x"', 'The text in quotes is not a valid JSON string (character 13).'],
    ['userName eq "\\u0000"', 'The text in quotes is not a valid JSON string (character 13).'],
    ['(userName pr', 'Expected a closing parenthesis, but it ends there (character 13).'],
    ['userName pr)', 'Expected "and", "or" or the end of the filter, but found ")" (character 12).'],
    ['not userName pr', 'Expected an opening parenthesis after "not", but found "userName" (character 5).'],
    ['emails[type eq "work"', 'Expected a closing bracket, but it ends there (character 22).'],
    ['emails[a[b pr]]', 'A value filter cannot hold another (character 9).'],
    ['a.b.c pr', '"a.b.c" is not an attribute name (character 1).'],
    ['2a pr', '"2a" is not an attribute name (character 1).'],
  ];
  for (const [filter, detail] of refusals) {
    it(`${filter || 'an empty filter'} → ${detail}`, () => {
      expect(() => parseFilter(filter)).toThrow(
        expect.objectContaining({ code: 'invalidFilter', message: detail }),
      );
    });
  }

  it('a filter longer than the limit is refused', () => {
    expect(() => parseFilter(`a eq "${'x'.repeat(limits.filterLength)}"`)).toThrow(/at most 4096/);
  });

  it('a filter with more nodes than the limit is refused', () => {
    expect(() => parseFilter(Array(60).fill('a pr').join(' or '))).toThrow(/more than 100/);
  });

  it('a filter nested deeper than the limit is refused', () => {
    expect(() => parseFilter(`${'('.repeat(17)}a pr${')'.repeat(17)}`)).toThrow(/Nested deeper than 16/);
    expect(parseFilter(`${'('.repeat(16)}a pr${')'.repeat(16)}`)).toMatchObject({ kind: 'present' });
  });
});

describe('a comparison without meaning is refused', () => {
  for (const filter of [
    'active gt true',
    'active co "t"',
    'title gt null',
    'name eq "x"',
    'password eq "x"',
    'x509Certificates.value lt "A"',
  ]) {
    it(filter, () => {
      expect(() => matchFilter(userResource, parseFilter(filter), {})).toThrow(
        expect.objectContaining({ code: 'invalidFilter' }),
      );
    });
  }
});

describe('for any filter', () => {
  it('parsing what was printed gives the same tree (RFC 7644 §3.4.2.2)', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(printFilter(filter), dialects.rfc)).toEqual(filter);
      }),
      { numRuns: 2000 },
    );
  });

  it('a condition and its negation never both match', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const matches = (tree: Filter) => people.filter((person) => matchesOrRefuses(tree, person));
        expect(
          matches({ kind: 'logical', operator: 'and', left: filter, right: { kind: 'not', filter } }),
        ).toEqual([]);
      }),
    );
  });

  it('any text is a filter or a ScimError', () => {
    const scrap = fc.constantFrom(
      'eq',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      ']',
      '"',
      '\\',
      'emails',
      '.value',
      'pr',
      'urn:x:',
      '\0',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(scrap).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (filter) => {
        try {
          parseFilter(filter);
        } catch (error) {
          if (!(error instanceof ScimError)) throw error;
        }
      }),
    );
  });
});

function matchesOrRefuses(filter: Filter, person: Resource): boolean {
  try {
    return matchFilter(userResource, filter, person);
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return false;
  }
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, samples), 'utf8')) as T;
}
