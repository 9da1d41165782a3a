import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  changedPaths,
  dialects,
  groupResource,
  isSame,
  keepImmutable,
  normaliseResource,
  parsePatchOp,
  type Resource,
  type ResourceSchema,
  ScimError,
  urns,
  userResource,
} from '../src/index.ts';
import { anyOperation, anyPlainOperation, type Operation } from './any-operation.ts';
import { anyBody } from './any-resource.ts';
import { device } from './device.ts';
import { faultsIn } from './faults-in.ts';

const runs = { numRuns: 600 };

for (const schema of [userResource, groupResource, device]) {
  for (const dialect of [dialects.rfc, dialects.entra]) {
    const patch = (before: Resource, operations: readonly Operation[]) =>
      orRefused(() => {
        const body = { schemas: [urns.patchOp], Operations: operations };
        return applyPatch(schema, before, parsePatchOp(body, dialect), dialect);
      });
    const stored = anyBody(schema).map((body) => normaliseResource(schema, body, dialect));

    describe(`any PATCH of any ${schema.name}, read as ${dialect.name}`, () => {
      it('gives a resource that its schema allows, or refuses and changes nothing (RFC 7644 §3.5.2)', () => {
        let changed = 0;
        const operations = fc.array(anyOperation(schema), { minLength: 1, maxLength: 3 });
        fc.assert(
          fc.property(stored, operations, (before, asked) => {
            const kept = structuredClone(before);
            const after = patch(before, asked);
            expect(before).toEqual(kept);
            if (!after) return;
            if (!isSame(before, after)) changed += 1;
            expect(faultsIn(schema, after)).toEqual([]);
            expect(changedPaths(before, after).length === 0).toBe(isSame(before, after));
            expect(normaliseResource(schema, { schemas: schemasFor(schema), ...after }, dialect)).toEqual(
              after,
            );
          }),
          runs,
        );
        // Operations that are all refused, or change nothing, would agree too easily.
        expect(changed).toBeGreaterThan(runs.numRuns / 20);
      });

      it('done twice is the same as done once (RFC 7644 §3.5.2.1)', () => {
        fc.assert(
          fc.property(stored, anyPlainOperation(schema), (before, asked) => {
            const once = patch(before, [asked]);
            if (!once) return;
            expect(patch(once, [asked])).toEqual(once);
          }),
          runs,
        );
      });

      it('is refused whole when its last operation is (RFC 7644 §3.5.2)', () => {
        fc.assert(
          fc.property(stored, fc.array(anyOperation(schema), { maxLength: 3 }), (before, asked) => {
            expect(patch(before, [...asked, { op: 'replace', path: 'id', value: 'x' }])).toBeUndefined();
          }),
        );
      });

      it('that removes an attribute leaves it unassigned, or refuses (RFC 7644 §3.5.2.2)', () => {
        const removable = anyPlainOperation(schema).filter(({ path = '' }) => !/[.:]/.test(path));
        fc.assert(
          fc.property(stored, removable, (before, { path = '' }) => {
            const after = patch(before, [{ op: 'remove', path }]);
            const left = before[path] === undefined ? undefined : schema.whenRemoved?.[path];
            if (after) expect(after[path]).toBe(left);
          }),
          runs,
        );
      });
    });

    it(`any body of a ${schema.name}, read as ${dialect.name}, replaces any other (RFC 7644 §3.5.1)`, () => {
      fc.assert(
        fc.property(stored, stored, (before, after) => {
          const replaced = orRefused(() => keepImmutable(schema, before, after));
          if (!replaced) return;
          expect(faultsIn(schema, replaced)).toEqual([]);
          expect(keepImmutable(schema, replaced, replaced)).toEqual(replaced);
        }),
        runs,
      );
    });
  }
}

function schemasFor({ schema, extensions }: ResourceSchema): string[] {
  return [schema.id, ...extensions.map(({ id }) => id)];
}

function orRefused<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return undefined;
  }
}
