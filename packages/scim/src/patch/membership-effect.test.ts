import { describe, expect, it } from 'vitest';
import {
  limits,
  membershipEffect,
  parsePatchOp,
  splitMembership,
  urns,
  type NamedMembers,
} from '../index.ts';

const parse = (...operations: unknown[]) => parsePatchOp({ schemas: [urns.patchOp], Operations: operations });
const effect = (...operations: unknown[]) => membershipEffect(parse(...operations));
const named = (...operations: unknown[]) => effect(...operations)[0] as NamedMembers;

describe('what a PATCH does to the members of a group', () => {
  it('add names who comes', () => {
    expect(
      named({ op: 'Add', path: 'members', value: [{ $ref: null, value: 'a' }, { value: 'b' }] }),
    ).toEqual({
      clear: false,
      add: ['a', 'b'],
      remove: [],
    });
  });

  it('Remove with a value array names who goes, and empties nothing', () => {
    expect(named({ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'a' }] })).toEqual({
      clear: false,
      add: [],
      remove: ['a'],
    });
  });

  it('Remove with an empty array removes nobody', () => {
    expect(named({ op: 'Remove', path: 'members', value: [] })).toEqual({
      clear: false,
      add: [],
      remove: [],
    });
  });

  it('Remove without value and filter removes everyone (RFC 7644 §3.5.2.2)', () => {
    expect(named({ op: 'Remove', path: 'members' })).toEqual({ clear: true, add: [], remove: [] });
  });

  it('a filter on value names who goes, alone or joined by or', () => {
    expect(named({ op: 'remove', path: 'members[value eq "a"]' }).remove).toEqual(['a']);
    expect(named({ op: 'remove', path: 'members[value eq "a" or Value eq "b"]' }).remove).toEqual(['a', 'b']);
  });

  it('replace sets the members (RFC 7644 §3.5.2.3)', () => {
    const replaced = named(
      { op: 'add', path: 'members', value: 'x' },
      { op: 'replace', path: 'members', value: [{ value: 'a' }] },
    );
    expect(replaced).toEqual({ clear: true, add: ['a'], remove: [] });
    expect(named({ op: 'replace', path: 'members', value: [] })).toEqual({
      clear: true,
      add: [],
      remove: [],
    });
  });

  it('the last operation on an id decides', () => {
    const add = { op: 'add', path: 'members', value: [{ value: 'a' }] };
    const remove = { op: 'remove', path: 'members[value eq "a"]' };
    expect(named(add, remove)).toEqual({ clear: false, add: [], remove: ['a'] });
    expect(named(remove, add)).toEqual({ clear: false, add: ['a'], remove: [] });
  });

  it('bare texts, single values, other cases and the core URN are understood', () => {
    expect(named({ op: 'add', path: 'Members', value: 'a' }).add).toEqual(['a']);
    expect(named({ op: 'add', path: `${urns.group}:members`, value: { Value: 'a' } }).add).toEqual(['a']);
    expect(named({ op: 'add', value: { MEMBERS: ['a', null] } }).add).toEqual(['a']);
  });

  it('any other filter selects who goes, in its place among those named (RFC 7644 §3.5.2.2)', () => {
    const [type, both] = ['members[type eq "User"]', 'members[value eq "a" and type eq "User"]'];
    expect(effect({ op: 'remove', path: type })).toMatchObject([{ where: { kind: 'compare' } }]);
    expect(effect({ op: 'remove', path: both })).toMatchObject([{ where: { kind: 'logical' } }]);
    expect(
      effect(
        { op: 'add', path: 'members', value: 'a' },
        { op: 'remove', path: type },
        { op: 'add', path: 'members', value: 'b' },
        { op: 'remove', path: 'members[value eq "c"]' },
      ),
    ).toMatchObject([{ add: ['a'] }, { where: {} }, { add: ['b'], remove: ['c'] }]);
  });

  it('what was done to members before they are all replaced does not count', () => {
    const where = { op: 'remove', path: 'members[type eq "User"]' };
    expect(effect(where, { op: 'replace', path: 'members', value: 'a' })).toEqual([
      { clear: true, add: ['a'], remove: [] },
    ]);
  });

  it('nobody is added by a filter on more than an id', () => {
    expect(() => effect({ op: 'add', path: 'members[type eq "User"]', value: {} })).toThrow(
      expect.objectContaining({ code: 'invalidFilter' }),
    );
  });

  it('more filters than one request may have are refused', () => {
    const many = Array.from({ length: limits.memberFilters + 1 }, () => ({
      op: 'remove',
      path: 'members[type eq "User"]',
    }));
    expect(effect(...many.slice(1))).toHaveLength(limits.memberFilters);
    expect(() => effect(...many)).toThrow(expect.objectContaining({ code: 'tooLarge' }));
  });

  it('a member is never edited (RFC 7643 §4.2)', () => {
    for (const path of ['members.display', 'members[value eq "a"].display', 'members[value eq "a"]']) {
      expect(() => effect({ op: 'replace', path, value: 'x' })).toThrow(
        expect.objectContaining({ code: 'mutability' }),
      );
    }
  });

  it('a member without an id is refused', () => {
    for (const value of [[{}], [{ value: '' }], [{ value: 7 }], [''], [[]]]) {
      expect(() => effect({ op: 'add', path: 'members', value })).toThrow(
        expect.objectContaining({ code: 'invalidValue' }),
      );
    }
  });

  it('more ids than one request may name are refused', () => {
    const most = Array.from({ length: limits.membersPerRequest }, (_, index) => `u${index}`);
    expect(named({ op: 'add', path: 'members', value: most }).add).toHaveLength(limits.membersPerRequest);
    expect(() =>
      effect({ op: 'add', path: 'members', value: most }, { op: 'remove', path: 'members[value eq "x"]' }),
    ).toThrow(expect.objectContaining({ code: 'tooLarge' }));
  });
});

describe('a PATCH of a group is divided', () => {
  it('into operations on members and the rest, each in order', () => {
    const operations = parse(
      { op: 'replace', path: 'displayName', value: 'G' },
      { op: 'add', path: 'members', value: 'a' },
      { op: 'replace', value: { externalId: 'x', members: ['b'] } },
      { op: 'add', value: { 'members[value eq "c"]': null } },
    );
    const { members, rest } = splitMembership(operations);
    expect(rest).toEqual([
      { op: 'replace', path: { attribute: 'displayName' }, value: 'G' },
      { op: 'replace', value: { externalId: 'x' } },
    ]);
    expect(membershipEffect(operations)).toEqual([{ clear: true, add: ['b', 'c'], remove: [] }]);
    expect(membershipEffect(members)).toEqual(membershipEffect(operations));
  });
});
