import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dialects,
  groupResource,
  parsePath,
  printPath,
  resolveCompared,
  resolvePath,
  ScimError,
  urns,
  userResource,
} from '../index.ts';
import { anyPath } from '../../test/any-filter.ts';

const keysOf = (path: string) => resolvePath(userResource, parsePath(path))?.jsonPath;

describe('paths (RFC 7644 §3.5.2)', () => {
  it('a value path has a filter between attribute and sub-attribute', () => {
    expect(parsePath('emails[type eq "work"].value')).toEqual({
      attribute: 'emails',
      where: { kind: 'compare', path: { attribute: 'type' }, operator: 'eq', value: 'work' },
      subAttribute: 'value',
    });
  });

  it('everything up to the last colon is the URN', () => {
    expect(parsePath(`${urns.enterpriseUser}:manager.value`)).toEqual({
      schema: urns.enterpriseUser,
      attribute: 'manager',
      subAttribute: 'value',
    });
  });

  for (const path of [
    '',
    'a b',
    'emails[',
    'emails[]',
    'emails[type eq "x"] .value',
    'a[b pr].c.d',
    'a.b[c pr]',
    ':a',
    'ä',
    '.a',
  ]) {
    it(`${JSON.stringify(path)} is no path`, () => {
      expect(() => parsePath(path)).toThrow(expect.objectContaining({ code: 'invalidPath' }));
    });
  }

  it('parsing what was printed gives the same path (RFC 7644 §3.5.2)', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(parsePath(printPath(path), dialects.rfc)).toEqual(path);
      }),
      { numRuns: 2000 },
    );
  });

  it('any text is a path or a ScimError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          parsePath(text);
        } catch (error) {
          if (!(error instanceof ScimError)) throw error;
        }
      }),
    );
  });
});

describe('names resolve in any case of letters (RFC 7643 §2.1)', () => {
  it('to the keys of the resource', () => {
    expect(keysOf('EMAILS[type eq "work"].VALUE')).toEqual(['emails', 'value']);
    expect(keysOf('Name.FamilyName')).toEqual(['name', 'familyName']);
    expect(keysOf('externalid')).toEqual(['externalId']);
    expect(keysOf('Meta.LastModified')).toEqual(['meta', 'lastModified']);
  });

  it('with the URN of their schema in front', () => {
    expect(keysOf(`${urns.user}:userName`)).toEqual(['userName']);
    expect(keysOf(`${urns.enterpriseUser.toLowerCase()}:Department`)).toEqual([
      urns.enterpriseUser,
      'department',
    ]);
  });

  it('to the enterprise extension when the base schema has no such name', () => {
    expect(keysOf('manager')).toEqual([urns.enterpriseUser, 'manager']);
    expect(keysOf('department')).toEqual([urns.enterpriseUser, 'department']);
  });

  it('to the whole extension by its bare URN', () => {
    expect(keysOf(urns.enterpriseUser)).toEqual([urns.enterpriseUser]);
  });

  it('and an unknown name to nothing', () => {
    for (const path of [
      'favouriteColour',
      'name.colour',
      'userName.value',
      'urn:x:userName',
      'constructor',
      `${urns.enterpriseUser}:userName`,
    ]) {
      expect(keysOf(path)).toBeUndefined();
    }
  });

  it('a filter on a complex attribute means its value', () => {
    expect(resolveCompared(groupResource, { attribute: 'members' })?.jsonPath).toEqual(['members', 'value']);
    expect(resolveCompared(userResource, { attribute: 'name' })).toBeUndefined();
  });
});
