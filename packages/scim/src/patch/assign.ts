import type { Leniency } from '../dialects/dialect.ts';
import { invalidValue, mutability } from '../errors.ts';
import { refuseEdited } from '../resource/keep-immutable.ts';
import { normaliseValue } from '../resource/normalise-value.ts';
import { isUnassigned, requireParts } from '../resource/require-assigned.ts';
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
  const { attribute, subAttribute, extension } = target;
  const written = subAttribute?.mutability === 'writeOnly' ? subAttribute : attribute;
  if (written.mutability === 'writeOnly') {
    // A password is checked and dropped (docs/decisions/0021).
    if (operation.op !== 'remove') normaliseValue(written, operation.value, target.at, options);
    return resource;
  }
  const isInside = extension !== undefined && extension.id !== attribute.name;
  const container = isInside ? resource[extension.id] : resource;
  const before = isObject(container) ? container[attribute.name] : undefined;
  const change = attribute.multiValued ? changeValues : changeSingle;
  const after = change(target, before, operation, options);
  if (isSame(before, after)) return resource;
  refuseEdited(attribute, before, after, target.at);
  // RFC 7644 §3.5.2.2: removing what is required is a matter of mutability, setting it to nothing one of its value.
  const complain = operation.op === 'remove' ? mutability : invalidValue;
  if (attribute.required && isUnassigned(after))
    throw complain(`${target.at} is required and cannot be removed or made empty.`);
  requireParts(attribute, after, target.at, complain);
  if (!isInside) return withKey(resource, attribute.name, after);
  const changed = withKey(isObject(container) ? container : {}, attribute.name, after);
  return withKey(resource, extension.id, Object.keys(changed).length === 0 ? undefined : changed);
}
