import { invalidValue } from '../errors.ts';
import type { AttributePath } from '../filter/ast.ts';
import { limits } from '../limits.ts';
import { findExtension } from '../schema/find-attribute.ts';
import type { ResourceSchema } from '../schema/types.ts';
import { keepOpen } from '../resource/keep-open.ts';
import { isObject, type Resource } from '../resource/resource.ts';
import { isSame } from '../resource/same.ts';
import { withKey } from '../resource/with-key.ts';
import type { PatchOperation } from './patch-operation.ts';

/** A place under a URN that no schema declares: the whole extension, or one attribute in it. */
export type OpenTarget = Readonly<{ urn: string; attribute?: string; subAttribute?: string }>;

/**
 * The place in an undeclared extension that a path means, if it means one. The customer's own attributes arrive as
 * `urn:…:User:badge`; a URN that ends in the name of the resource is the extension itself.
 */
export function findOpenTarget(
  schema: ResourceSchema,
  resource: Resource,
  path: AttributePath,
  value: unknown,
): OpenTarget | undefined {
  if (path.schema === undefined || path.where || !path.schema.toLowerCase().startsWith('urn:'))
    return undefined;
  const whole = `${path.schema}:${path.attribute}`;
  const isDeclared = (urn: string) => isBase(schema, urn) || findExtension(schema, urn) !== undefined;
  if (isDeclared(path.schema) || isDeclared(whole)) return undefined;
  const isWhole =
    path.attribute.toLowerCase() === schema.name.toLowerCase() ||
    (keyIn(resource, whole) !== undefined && isObject(value));
  if (isWhole) {
    const urn = keyIn(resource, whole) ?? whole;
    return path.subAttribute === undefined ? { urn } : { urn, attribute: path.subAttribute };
  }
  const target = { urn: keyIn(resource, path.schema) ?? path.schema, attribute: path.attribute };
  return path.subAttribute === undefined ? target : { ...target, subAttribute: path.subAttribute };
}

/**
 * The resource with the operation done in the undeclared extension, whose values are kept as they come. Throws
 * `invalidValue`.
 */
export function changeOpenExtension(
  resource: Resource,
  target: OpenTarget,
  operation: PatchOperation,
): Resource {
  const before = resource[target.urn];
  if (target.attribute === undefined) requireObject(operation, target.urn);
  const after = changeInside(before, [target.attribute, target.subAttribute], operation, target.urn);
  if (isSame(before, after)) return resource;
  requireRoom(resource, target.urn);
  return withKey(resource, target.urn, after);
}

// RFC 7643 §3.3: an extension is an object of attributes. No value at all unassigns it.
function requireObject({ op, value }: PatchOperation, urn: string): void {
  const isNothing = op === 'remove' || value === undefined || value === null || value === '';
  if (!isNothing && !isObject(value)) throw invalidValue(`${urn} must be an object with attributes in it.`);
}

function changeInside(
  before: unknown,
  [name, ...inner]: readonly (string | undefined)[],
  operation: PatchOperation,
  at: string,
): unknown {
  if (name === undefined) return changeValue(before, operation, at);
  const object = isObject(before) ? before : {};
  const key = keyIn(object, name) ?? name;
  const current = Object.hasOwn(object, key) ? object[key] : undefined;
  return keepOpen(withKey(object, key, changeInside(current, inner, operation, `${at}:${key}`)), at);
}

function changeValue(before: unknown, { op, value }: PatchOperation, at: string): unknown {
  if (op === 'remove' || value === '') return undefined;
  if (isObject(before) && isObject(value)) return keepOpen({ ...before, ...value }, at);
  const kept = keepOpen(value, at);
  if (op !== 'add' || !Array.isArray(before)) return kept;
  const present: readonly unknown[] = before;
  const added: readonly unknown[] = Array.isArray(kept) ? kept : [kept];
  const fresh = added.filter((element) => !present.some((existing) => isSame(existing, element)));
  return keepOpen([...present, ...fresh], at);
}

function requireRoom(resource: Resource, urn: string): void {
  const others = Object.keys(resource).filter((key) => key.startsWith('urn:') && key !== urn);
  if (others.length >= limits.extensions)
    throw invalidValue(`A resource can have at most ${limits.extensions} extensions.`);
}

function keyIn(object: Readonly<Record<string, unknown>>, name: string): string | undefined {
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase());
}

function isBase(schema: ResourceSchema, urn: string): boolean {
  return urn.toLowerCase() === schema.schema.id.toLowerCase();
}
