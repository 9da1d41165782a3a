import { forgives, type Leniency } from '../dialects/dialect.ts';
import { mendUrn } from '../dialects/read.ts';
import { invalidPath, invalidValue } from '../errors.ts';
import type { AttributePath } from '../filter/ast.ts';
import { findPath } from '../path/parse.ts';
import { resolvePath } from '../path/resolve.ts';
import { requireExtension } from '../resource/require-assigned.ts';
import { isObject, type Resource } from '../resource/resource.ts';
import { withKey } from '../resource/with-key.ts';
import type { ResourceSchema } from '../schema/types.ts';
import { assign } from './assign.ts';
import { changeOpenExtension, findOpenTarget } from './change-open-extension.ts';
import type { PatchOperation } from './patch-operation.ts';
import { findTarget } from './target.ts';

/**
 * The resource after the operations, applied in order (RFC 7644 §3.5.2); the one given is never changed. A PATCH that
 * changes nothing returns a resource that says the same. Throws `invalidPath`, `invalidValue`, `mutability` or `noTarget`,
 * and then none of the operations counts.
 */
export function applyPatch(
  schema: ResourceSchema,
  resource: Resource,
  operations: readonly PatchOperation[],
  options: Leniency,
): Resource {
  const patched = operations.reduce((working, operation) => {
    if (operation.path) return applyAt(schema, working, operation.path, operation, true, options);
    return applyWithoutPath(schema, working, operation, options);
  }, resource);
  return patched === resource ? resource : settle(schema, resource, patched);
}

// What only the whole of the operations can tell.
function settle(schema: ResourceSchema, before: Resource, patched: Resource): Resource {
  for (const { id, attributes } of schema.extensions) {
    // One that was there may lack what was not required when it was stored.
    if (before[id] === undefined) requireExtension(attributes, patched, id);
  }
  return Object.entries(schema.whenRemoved ?? {}).reduce(
    (working, [name, value]) =>
      before[name] !== undefined && working[name] === undefined ? withKey(working, name, value) : working,
    patched,
  );
}

// RFC 7644 §3.5.2.1 and §3.5.2.3: without a path the value is a set of attributes. Entra's keys are paths of their own
// ("name.givenName", "urn:…:User:department").
function applyWithoutPath(
  schema: ResourceSchema,
  resource: Resource,
  { op, value }: PatchOperation,
  options: Leniency,
): Resource {
  if (!isObject(value))
    throw invalidValue('An operation without a path needs an object of attributes as its value.');
  return Object.keys(value).reduce((working, key) => {
    const path = readKey(key, options);
    return path ? applyAt(schema, working, path, { op, value: value[key] }, false, options) : working;
  }, resource);
}

function readKey(key: string, options: Leniency): AttributePath | undefined {
  const path = findPath(mendUrn(key, options));
  const isInner = path !== undefined && (path.subAttribute !== undefined || path.where !== undefined);
  const isPath = isInner || path?.schema !== undefined;
  const isForgiven = path ? isPath && forgives(options, 'keyAsPath') : forgives(options, 'unknownAttribute');
  if ((!path || isInner) && !isForgiven)
    throw invalidPath(`${JSON.stringify(key.slice(0, 80))} is not the name of an attribute.`);
  return path;
}

function applyAt(
  schema: ResourceSchema,
  resource: Resource,
  path: AttributePath,
  operation: PatchOperation,
  isNamed: boolean,
  options: Leniency,
): Resource {
  if (isObject(operation.value) && operation.op !== 'remove') {
    const urn = findWholeSchema(schema, path);
    if (urn !== undefined) return applyInside(schema, resource, urn, operation.op, operation.value, options);
  }
  const open = findOpenTarget(schema, resource, path, operation.value);
  if (open && forgives(options, 'unknownExtension')) return changeOpenExtension(resource, open, operation);
  const target = findTarget(schema, path, isNamed, options);
  return target ? assign(resource, target, operation, options) : resource;
}

// The whole of a schema, named by its bare URN: its attributes are changed one by one, so that what the value does not
// mention stays.
function applyInside(
  schema: ResourceSchema,
  resource: Resource,
  urn: string,
  op: PatchOperation['op'],
  value: Readonly<Record<string, unknown>>,
  options: Leniency,
): Resource {
  return Object.keys(value).reduce((working, key) => {
    const path = readKey(`${urn}:${key}`, options);
    return path ? applyAt(schema, working, path, { op, value: value[key] }, false, options) : working;
  }, resource);
}

function findWholeSchema(schema: ResourceSchema, path: AttributePath): string | undefined {
  if (path.schema === undefined || path.subAttribute !== undefined || path.where) return undefined;
  const urn = `${path.schema}:${path.attribute}`;
  if (urn.toLowerCase() === schema.schema.id.toLowerCase()) return schema.schema.id;
  const resolved = resolvePath(schema, path);
  return resolved?.extension && resolved.attribute.name === resolved.extension.id
    ? resolved.extension.id
    : undefined;
}
