import { describe, expect, it } from 'vitest';
import { changedPaths, flatten, isSame, urns } from '../index.ts';

const kai = {
  userName: 'kai',
  active: true,
  name: { givenName: 'Kai' },
  emails: [{ type: 'work', value: 'k@acme.example', primary: true }],
  [urns.enterpriseUser]: { manager: { value: 'm1' } },
};

describe('what changed between two versions of a resource', () => {
  it('is named in SCIM notation, absent being null', () => {
    const after = {
      ...kai,
      active: false,
      name: { familyName: 'Lund' },
      [urns.enterpriseUser]: { department: 'Ops', manager: { value: 'm2' } },
    };
    expect(changedPaths(kai, after)).toEqual([
      { path: 'active', before: true, after: false },
      { path: 'name.familyName', before: null, after: 'Lund' },
      { path: 'name.givenName', before: 'Kai', after: null },
      { path: `${urns.enterpriseUser}:department`, before: null, after: 'Ops' },
      { path: `${urns.enterpriseUser}:manager.value`, before: 'm1', after: 'm2' },
    ]);
  });

  it('names a value of a multi-valued attribute by its type', () => {
    const after = {
      ...kai,
      emails: [
        { type: 'work', value: 'new@acme.example', primary: true },
        { type: 'home', value: 'h' },
      ],
    };
    expect(changedPaths(kai, after)).toEqual([
      { path: 'emails[type eq "home"].value', before: null, after: 'h' },
      { path: 'emails[type eq "work"].value', before: 'k@acme.example', after: 'new@acme.example' },
    ]);
  });

  it('names values that share a type by their value, in both versions', () => {
    const before = { roles: [{ type: 'app', value: 'reader' }] };
    const after = {
      roles: [
        { type: 'app', value: 'reader' },
        { type: 'app', value: 'auditor' },
      ],
    };
    expect(changedPaths(before, after)).toEqual([
      { path: 'roles[value eq "auditor"].type', before: null, after: 'app' },
    ]);
  });

  it('names values without type and value by their place', () => {
    expect(flatten({ addresses: [{ locality: 'Aarhus' }] })).toEqual([
      { path: 'addresses[1].locality', value: 'Aarhus' },
    ]);
  });

  it('a label that is all there is counts as a value', () => {
    expect(flatten({ members: [{ value: 'a' }] })).toEqual([
      { path: 'members[value eq "a"].value', value: 'a' },
    ]);
  });

  it('is nothing when values of a multi-valued attribute come in another order, for SCIM gives them none', () => {
    const before = {
      ...kai,
      addresses: [{ locality: 'Aarhus' }, { locality: 'Odense' }, { locality: 'Aarhus' }],
    };
    const after = {
      ...kai,
      addresses: [{ locality: 'Aarhus' }, { locality: 'Aarhus' }, { locality: 'Odense' }],
    };
    expect(isSame(before, after)).toBe(true);
    expect(changedPaths(before, after)).toEqual([]);
    expect(
      isSame(before, {
        ...kai,
        addresses: [{ locality: 'Aarhus' }, { locality: 'Odense' }, { locality: 'Odense' }],
      }),
    ).toBe(false);
  });

  it('is nothing for the same resource with its keys in another order', () => {
    const turned = Object.fromEntries(Object.entries(kai).reverse());
    expect(isSame(kai, turned)).toBe(true);
    expect(changedPaths(kai, turned)).toEqual([]);
  });
});
