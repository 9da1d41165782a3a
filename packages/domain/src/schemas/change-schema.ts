import {
  countSchemaValues,
  recordChange,
  updateSchema,
  type SchemaUse,
  type TenantSchema,
} from '@rollcall/database';
import { isSame, type Attribute, type Schema } from '@rollcall/scim';
import { invalidSchema, schemaInUse } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { uniqueAttribute } from '../provisioning/tenant-types.ts';
import { authorOf, type Scope } from '../scope.ts';
import { readDefinition } from './read-definition.ts';
import { lockSchemas, ownSchema, placeOf } from './schema-place.ts';

/** What an own schema shall be instead; `definition` is worked out from the one that is there. */
type Change = Readonly<{ definition: (before: Schema) => unknown; required?: boolean | undefined }>;

/**
 * The organisation's own schema is as given from now on; equal is no change. Throws `notFound`, `invalidSchema`, and
 * `schemaInUse` where values that are stored would no longer fit.
 */
export function changeSchema(scope: Scope, urn: string, change: Change): Promise<{ urn: string }> {
  return inTenant(scope, async (tx) => {
    const own = await lockSchemas(tx);
    const before = ownSchema(own, urn);
    if (before.extends === null && change.required)
      throw invalidSchema(
        'Only an extension can be required: every resource has the base schema of its type.',
      );
    const after = {
      definition: readDefinition(
        change.definition(before.definition),
        before.extends === null ? 'base' : 'extension',
      ),
      required: before.extends === null ? false : (change.required ?? before.required),
    };
    if (after.definition.id !== before.definition.id)
      throw invalidSchema('The URN of a schema never changes. Add another schema instead.');
    requireUnused(before, after, await countSchemaValues(tx, placeOf(own, before)));
    const paths = changedPaths(before, after);
    if (paths.length > 0) {
      await updateSchema(tx, before.id, after);
      await recordChange(tx, authorOf(scope), {
        resource: { type: 'Schema', id: before.id, label: before.definition.id },
        operation: 'update',
        paths,
      });
    }
    return { urn: before.definition.id };
  });
}

type Described = Readonly<{ definition: Schema; required: boolean }>;

function requireUnused(before: TenantSchema, after: Described, use: SchemaUse): void {
  const named = byName(after.definition);
  for (const attribute of before.definition.attributes) {
    const times = use.attributes[attribute.name] ?? 0;
    const next = named.get(attribute.name);
    if (times > 0 && !(next && fits(attribute, next))) {
      throw schemaInUse(
        `${attribute.name} has values in ${times} ${times === 1 ? 'resource' : 'resources'}, so it cannot ${next ? 'become of another type' : 'go'}. Remove the values first.`,
      );
    }
  }
  for (const { name, required } of after.definition.attributes) {
    const lacking = use.holding - (use.attributes[name] ?? 0);
    if (required && lacking > 0 && byName(before.definition).get(name)?.required !== true) {
      throw schemaInUse(
        `${name} cannot be required: ${lacking} of ${use.holding} resources have no value. Give them one first.`,
      );
    }
  }
  const [unique, next] = [uniqueAttribute(before.definition), uniqueAttribute(after.definition)];
  if (use.holding > 0 && (unique?.name !== next?.name || unique?.caseExact !== next?.caseExact)) {
    throw schemaInUse('Which attribute is unique can change only while there are no resources.');
  }
  if (after.required && !before.required && use.resources > use.holding) {
    throw schemaInUse(
      `The extension cannot be required: ${use.resources - use.holding} of ${use.resources} resources do not have it yet.`,
    );
  }
}

/** Whether what is stored for one attribute reads the same as the other: what may differ are rules for what comes. */
function fits(before: Attribute, after: Attribute): boolean {
  if (before.type !== after.type || before.multiValued !== after.multiValued) return false;
  const next = new Map(after.subAttributes?.map((each) => [each.name, each]));
  return (before.subAttributes ?? []).every((each) => {
    const same = next.get(each.name);
    return same !== undefined && fits(each, same);
  });
}

function changedPaths(before: Described, after: Described) {
  const was = byName(before.definition);
  const is = byName(after.definition);
  const names = new Set([...was.keys(), ...is.keys()]);
  const paths = [
    { path: 'name', before: before.definition.name, after: after.definition.name },
    { path: 'description', before: before.definition.description, after: after.definition.description },
    { path: 'required', before: before.required, after: after.required },
    ...Array.from(names, (name) => ({
      path: `attributes.${name}`,
      before: was.get(name) ?? null,
      after: is.get(name) ?? null,
    })),
  ];
  return paths.filter((path) => !isSame(path.before, path.after));
}

const byName = ({ attributes }: Schema) => new Map(attributes.map((each) => [each.name, each]));
