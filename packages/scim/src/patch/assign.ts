import type { Leniency } from '../dialects/dialect.ts';
import { invalidValue, mutability } from '../errors.ts';
import { isObject, type Resource } from '../resource/resource.ts';
import { isSame } from '../resource/same.ts';
import { withKey } from '../resource/with-key.ts';
import { changeSingle } from './change-single.ts';
import { changeValues } from './change-values.ts';
import type { PatchOperation } from './patch-operation.ts';
import type { Target } from './target.ts';

/** The resource with the operation done at the target; the very same resource when that changes nothing. */
export function assign(
  resource: Resource,
  target: Target,
  operation: PatchOperation,
  options: Leniency,
): Resource {
  const { attribute, extension } = target;
  const isInside = extension !== undefined && extension.id !== attribute.name;
  const container = isInside ? resource[extension.id] : resource;
  const before = isObject(container) ? container[attribute.name] : undefined;
  const change = attribute.multiValued ? changeValues : changeSingle;
  const after = change(target, before, operation, options);
  if (isSame(before, after)) return resource;
  if (attribute.required && (after === undefined || (typeof after === 'string' && after.trim() === ''))) {
    // RFC 7644 §3.5.2.2: removing a required attribute is a matter of mutability, setting it to nothing one of its value.
    const complain = operation.op === 'remove' ? mutability : invalidValue;
    throw complain(`${target.at} is required and cannot be removed or made empty.`);
  }
  if (!isInside) return withKey(resource, attribute.name, after);
  const changed = withKey(isObject(container) ? container : {}, attribute.name, after);
  return withKey(resource, extension.id, Object.keys(changed).length === 0 ? undefined : changed);
}
