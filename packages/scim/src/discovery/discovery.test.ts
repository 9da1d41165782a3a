import { describe, expect, it } from 'vitest';
import {
  enterpriseUserSchema,
  groupResource,
  groupSchema,
  listResponse,
  parsePath,
  resolvePath,
  resourceTypes,
  schemas,
  serviceProviderConfig,
  urns,
  userResource,
  userSchema,
} from '../index.ts';

const baseUrl = 'https://rollcall.example/t/acme-7f3k/scim/v2';

describe('RFC 7644 §4 discovery', () => {
  it('RFC 7643 §5 says only what is true', () => {
    expect(serviceProviderConfig({ baseUrl })).toMatchObject({
      schemas: [urns.serviceProviderConfig],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 1000 },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken', primary: true }],
      meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
    });
  });

  it('offers bulk and cursors only when the server has them (RFC 9865 §4)', () => {
    expect(serviceProviderConfig({ baseUrl })).not.toHaveProperty('pagination');
    const offer = {
      baseUrl,
      bulk: { maxOperations: 1000, maxPayloadSize: 8_388_608 },
      pagination: { defaultPageSize: 100, maxPageSize: 1000, cursorTimeout: 3600 },
    };
    expect(serviceProviderConfig(offer)).toMatchObject({
      bulk: { supported: true, maxOperations: 1000 },
      pagination: { cursor: true, index: true },
    });
  });

  it('RFC 7643 §6 lists the resource types with their extensions', () => {
    expect(resourceTypes(baseUrl, [userResource, groupResource])).toMatchObject([
      {
        id: 'User',
        endpoint: '/Users',
        schema: urns.user,
        schemaExtensions: [{ schema: urns.enterpriseUser, required: false }],
      },
      {
        id: 'Group',
        endpoint: '/Groups',
        schema: urns.group,
        schemaExtensions: [],
        meta: { location: `${baseUrl}/ResourceTypes/Group` },
      },
    ]);
  });

  it('RFC 7643 §7 lists each schema once, with every characteristic of every attribute', () => {
    const documents = schemas(baseUrl, [userResource, groupResource]);
    expect(documents.map(({ id }) => id)).toEqual([urns.user, urns.enterpriseUser, urns.group]);
    const characteristics = [
      'name',
      'type',
      'multiValued',
      'description',
      'required',
      'caseExact',
      'mutability',
      'returned',
      'uniqueness',
    ];
    for (const attribute of documents.flatMap(({ attributes }) => attributes).flatMap(withParts)) {
      expect(Object.keys(attribute)).toEqual(expect.arrayContaining(characteristics));
      expect(attribute).not.toHaveProperty('maxLength');
      expect(JSON.stringify(attribute)).not.toContain('null');
    }
  });

  it('every attribute that is published can be written in a path', () => {
    for (const schema of [userSchema, enterpriseUserSchema]) {
      for (const { name, subAttributes } of schema.attributes) {
        const paths = [name, ...(subAttributes ?? []).map((part) => `${name}.${part.name}`)];
        for (const path of paths)
          expect(resolvePath(userResource, parsePath(`${schema.id}:${path}`)), path).toBeDefined();
      }
    }
  });

  it('a group has a displayName and members (RFC 7643 §4.2)', () => {
    expect(groupSchema.attributes.map(({ name }) => name)).toEqual(['displayName', 'members']);
  });
});

describe('a list (RFC 7644 §3.4.2)', () => {
  it('is a list when nothing was found', () => {
    expect(listResponse({ resources: [], totalResults: 0 })).toEqual({
      schemas: [urns.listResponse],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    });
  });

  it('counts the whole query and the page apart', () => {
    expect(listResponse({ resources: [{ id: 'a' }], totalResults: 12, startIndex: 6 })).toMatchObject({
      totalResults: 12,
      startIndex: 6,
      itemsPerPage: 1,
    });
  });
});

function withParts(attribute: object): object[] {
  const parts = 'subAttributes' in attribute ? (attribute.subAttributes as object[]) : [];
  return [attribute, ...parts.flatMap(withParts)];
}
