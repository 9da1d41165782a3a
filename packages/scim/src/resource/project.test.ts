import { describe, expect, it } from 'vitest';
import { groupResource, isReturned, project, type Projection, urns, userResource } from '../index.ts';

const acme = 'urn:ietf:params:scim:schemas:extension:acme:2.0:User';
const kai = {
  schemas: [urns.user],
  id: 'k',
  userName: 'kai',
  password: 'never stored',
  name: { givenName: 'Kai', familyName: 'Lund' },
  emails: [
    { type: 'work', value: 'w' },
    { type: 'home', value: 'h' },
  ],
  [urns.enterpriseUser]: { department: 'Ops', manager: { value: 'm', displayName: 'M' } },
  [acme]: { badge: 'B' },
  meta: { resourceType: 'User' },
};
const { password: _, ...visible } = kai;
const always = { schemas: [urns.user], id: 'k' };
const seen = (projection: Projection) => project(userResource, kai, projection);

describe('what of a resource is returned (RFC 7644 §3.9)', () => {
  it('everything but what is never returned, when nothing is asked', () => {
    expect(seen({})).toEqual(visible);
    expect(seen({ attributes: '', excludedAttributes: [] })).toEqual(visible);
  });

  it('id and schemas, and what is asked for, in any case', () => {
    expect(seen({ attributes: 'USERNAME' })).toEqual({ ...always, userName: 'kai' });
    expect(seen({ attributes: ['name.givenName', 'emails.value'] })).toEqual({
      ...always,
      name: { givenName: 'Kai' },
      emails: [{ value: 'w' }, { value: 'h' }],
    });
  });

  it('extension attributes by URN, whole extensions by bare URN', () => {
    expect(seen({ attributes: `${urns.enterpriseUser}:manager.displayName, ${acme}:badge` })).toEqual({
      ...always,
      [urns.enterpriseUser]: { manager: { displayName: 'M' } },
      [acme]: { badge: 'B' },
    });
    expect(seen({ attributes: urns.enterpriseUser })).toEqual({
      ...always,
      [urns.enterpriseUser]: kai[urns.enterpriseUser],
    });
    expect(seen({ attributes: `${urns.user}:userName` })).toEqual({ ...always, userName: 'kai' });
    expect(seen({ attributes: urns.user })).toEqual({
      ...always,
      userName: 'kai',
      name: kai.name,
      emails: kai.emails,
    });
  });

  it('a list longer than the limit is refused (RFC 7644 §3.9)', () => {
    expect(() => seen({ attributes: 'a,'.repeat(2000) })).toThrow(/at most 1000/);
  });

  it('not what is excluded, but id and schemas all the same', () => {
    expect(
      seen({
        excludedAttributes: `id,schemas,meta,name.familyName,emails,${urns.enterpriseUser}:manager,${acme}`,
      }),
    ).toEqual({
      ...always,
      userName: 'kai',
      name: { givenName: 'Kai' },
      [urns.enterpriseUser]: { department: 'Ops' },
    });
  });

  it('never a password, even when asked', () => {
    expect(seen({ attributes: 'password' })).toEqual(always);
  });

  it('the whole attribute, when it is asked for with a value filter', () => {
    expect(seen({ attributes: 'emails[type eq "work, or so"],userName' })).toEqual({
      ...always,
      emails: kai.emails,
      userName: 'kai',
    });
  });

  it('refuses both lists at once', () => {
    expect(() => seen({ attributes: 'userName', excludedAttributes: 'name' })).toThrow(
      expect.objectContaining({ code: 'invalidValue' }),
    );
  });

  it('says beforehand whether members need to be read', () => {
    expect(isReturned(groupResource, {}, 'members')).toBe(true);
    expect(isReturned(groupResource, { excludedAttributes: 'Members' }, 'members')).toBe(false);
    expect(isReturned(groupResource, { excludedAttributes: 'members.display' }, 'members')).toBe(true);
    expect(isReturned(groupResource, { attributes: 'displayName' }, 'members')).toBe(false);
    expect(isReturned(groupResource, { attributes: 'members.value' }, 'members')).toBe(true);
  });
});
