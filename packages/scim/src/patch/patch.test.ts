import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  changedPaths,
  dialects,
  groupResource,
  isSame,
  limits,
  normaliseResource,
  parsePatchOp,
  type Resource,
  ScimError,
  urns,
  userResource,
} from '../index.ts';

const scrapKey = fc.constantFrom(
  'userName',
  'active',
  'emails',
  'emails[type eq "work"].value',
  'name',
  'name.givenName',
  'roles',
  'manager',
  'members',
  'value',
  'type',
  'primary',
  '__proto__',
  'constructor',
  'schemas',
  'id',
  'meta',
  'groups',
  'Operations',
  'op',
  'path',
  urns.enterpriseUser,
  `${urns.enterpriseUser}:manager`,
  urns.user,
  'urn:x:2.0:User',
  'urn:x:2.0:User:badge',
  'urn:x:2.0:User:__proto__',
);
const scrapValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('True', 'false', '', '{"value":"x"}', '\0', '\ud800', null, true, 7, Number.MAX_VALUE),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(scrapKey, tie('value'), { maxKeys: 4 }),
  ),
})).value;
const scrapOperation = fc.record({
  op: fc.constantFrom('Add', 'replace', 'remove'),
  path: fc.option(scrapKey, { nil: undefined }),
  value: scrapValue,
});
const kai: Resource = {
  userName: 'kai',
  active: true,
  emails: [{ type: 'work', value: 'k@acme.example', primary: true }],
  [urns.enterpriseUser]: { manager: { value: 'm' } },
};

describe('whatever is sent', () => {
  for (const dialect of Object.values(dialects)) {
    it(`a PATCH read as ${dialect.name} gives a storable resource or a ScimError, and leaves the old one alone`, () => {
      const frozen = structuredClone(kai);
      fc.assert(
        fc.property(fc.array(scrapOperation, { maxLength: 4 }), (operations) => {
          const body = { schemas: [urns.patchOp], Operations: operations };
          const patched = orScimError(() =>
            applyPatch(userResource, kai, parsePatchOp(body, dialect), dialect),
          );
          expect(kai).toEqual(frozen);
          if (!patched) return;
          expectStorable(patched);
          expect(changedPaths(kai, patched).length === 0).toBe(isSame(kai, patched));
        }),
        { numRuns: 500 },
      );
    });

    it(`a body read as ${dialect.name} gives a storable resource or a ScimError`, () => {
      fc.assert(
        fc.property(
          fc.dictionary(scrapKey, scrapValue),
          fc.constantFrom(userResource, groupResource),
          (body, schema) => {
            const resource = orScimError(() =>
              normaliseResource(
                schema,
                { schemas: [schema.schema.id], userName: 'k', displayName: 'k', ...body },
                dialect,
              ),
            );
            if (resource) expectStorable(resource);
          },
        ),
        { numRuns: 500 },
      );
    });

    it(`a resource read as ${dialect.name} that was stored once is stored the same again`, () => {
      fc.assert(
        fc.property(fc.dictionary(scrapKey, scrapValue), (body) => {
          const first = orScimError(() =>
            normaliseResource(userResource, { schemas: [urns.user], userName: 'k', ...body }, dialect),
          );
          if (!first) return;
          const schemas = [urns.user, ...Object.keys(first).filter((key) => key.startsWith('urn:'))];
          expect(normaliseResource(userResource, { schemas, ...first }, dialect)).toEqual(first);
        }),
      );
    });
  }

  it('any value is a PatchOp or a ScimError', () => {
    fc.assert(
      fc.property(fc.anything(), scrapValue, (body, operations) => {
        orScimError(() => parsePatchOp(body));
        orScimError(() => parsePatchOp({ schemas: [urns.patchOp], Operations: operations }, dialects.entra));
      }),
    );
  });
});

describe('a PATCH', () => {
  it('done twice is the same as done once (RFC 7644 §3.5.2.1)', () => {
    fc.assert(
      fc.property(fc.constantFrom('add', 'replace', 'remove'), scrapKey, scrapValue, (op, path, value) => {
        const patch = (resource: Resource) =>
          applyPatch(
            userResource,
            resource,
            parsePatchOp({ Operations: [{ op, path, value }] }, dialects.entra),
            dialects.entra,
          );
        const once = orScimError(() => patch(kai));
        if (once) expect(isSame(patch(once), once)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('that changes nothing gives back the very same resource', () => {
    const operations = parsePatchOp({
      schemas: [urns.patchOp],
      Operations: [{ op: 'Replace', path: 'userName', value: 'kai' }],
    });
    expect(applyPatch(userResource, kai, operations, dialects.entra)).toBe(kai);
  });

  it('with more operations than the limit is refused', () => {
    const Operations = Array(limits.patchOperations + 1).fill({ op: 'remove', path: 'title' });
    expect(() => parsePatchOp({ schemas: [urns.patchOp], Operations })).toThrow(
      expect.objectContaining({ code: 'tooLarge' }),
    );
  });

  it('cannot give an attribute more values than the limit', () => {
    const value = Array.from({ length: limits.valuesPerAttribute }, (_, index) => ({ value: `r${index}` }));
    const full = { ...kai, roles: value };
    const add = parsePatchOp({
      schemas: [urns.patchOp],
      Operations: [{ op: 'add', path: 'roles', value: [{ value: 'one more' }] }],
    });
    expect(() => applyPatch(userResource, full, add, dialects.entra)).toThrow(
      /would have more than 200 values/,
    );
  });
});

function orScimError<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return undefined;
  }
}

// What PostgreSQL's jsonb takes, and what RFC 7643 §2.5 calls assigned.
function expectStorable(value: unknown): void {
  if (typeof value === 'string') expect(value.isWellFormed() && !value.includes('\0')).toBe(true);
  else if (typeof value === 'object') {
    expect(value).not.toBeNull();
    expect(Object.keys(value as object).length).toBeGreaterThan(0);
    expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value));
    Object.values(value as object).forEach(expectStorable);
  } else expect(value).toBeDefined();
}
