import { mutability } from '../errors.ts';
import type { Attribute, ResourceSchema } from '../schema/types.ts';
import { isObject, type Resource } from './resource.ts';
import { isSame } from './same.ts';

/**
 * What a PUT leaves of the resource (RFC 7644 §3.5.1): the replacement, and the immutable values that it does not mention
 * as they were. Throws `mutability` when it says otherwise.
 */
export function keepImmutable(schema: ResourceSchema, before: Resource, replacement: Resource): Resource {
  let kept = keepIn(schema.schema.attributes, before, replacement, '');
  for (const { id, attributes } of schema.extensions) {
    const inner = keepInside(attributes, before[id], kept[id], `${id}:`);
    if (inner !== kept[id]) kept = { ...kept, [id]: inner };
  }
  return kept;
}

/** Returns when the change leaves what is immutable and assigned as it is (RFC 7643 §7); otherwise throws `mutability`. */
export function refuseEdited(attribute: Attribute, before: unknown, after: unknown, at: string): void {
  if (before === undefined || isSame(before, after)) return;
  if (attribute.mutability === 'immutable')
    throw mutability(`${at} is set once and cannot be changed after that.`);
  if (!isObject(before)) return;
  for (const part of attribute.subAttributes ?? [])
    refuseEdited(
      part,
      before[part.name],
      isObject(after) ? after[part.name] : undefined,
      `${at}.${part.name}`,
    );
}

function keepIn(
  attributes: readonly Attribute[],
  before: Resource,
  replacement: Resource,
  prefix: string,
): Resource {
  let kept = replacement;
  for (const attribute of attributes) {
    const { name, subAttributes } = attribute;
    const [old, now] = [before[name], kept[name]];
    if (old === undefined) continue;
    if (attribute.mutability === 'immutable') {
      if (now === undefined) kept = { ...kept, [name]: old };
      else refuseEdited(attribute, old, now, prefix + name);
    } else if (subAttributes) {
      const inner = keepInside(subAttributes, old, now, `${prefix}${name}.`);
      if (inner !== now) kept = { ...kept, [name]: inner };
    }
  }
  return kept;
}

// An object that is left out and holds an immutable value is kept whole, since the value alone may not be enough of it.
function keepInside(attributes: readonly Attribute[], old: unknown, now: unknown, prefix: string): unknown {
  if (!isObject(old)) return now;
  if (isObject(now)) return keepIn(attributes, old, now, prefix);
  return attributes.some(({ name, mutability: kind }) => kind === 'immutable' && old[name] !== undefined)
    ? old
    : now;
}
