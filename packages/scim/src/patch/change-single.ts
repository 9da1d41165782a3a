import type { Leniency } from '../dialects/dialect.ts';
import { unwrapOne } from '../dialects/read.ts';
import { elementMatcher } from '../filter/match.ts';
import { normaliseOne } from '../resource/normalise-value.ts';
import { isObject } from '../resource/resource.ts';
import { withKey } from '../resource/with-key.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { PatchOperation } from './patch-operation.ts';
import type { Target } from './target.ts';

/** The value of a single-valued attribute after the operation; undefined when it is then unassigned. */
export function changeSingle(
  target: Target,
  before: unknown,
  { op, value }: PatchOperation,
  options: Leniency,
): unknown {
  const { attribute, subAttribute, where, at } = target;
  if (op === 'remove') {
    // manager[value eq "…"]: Entra removes a manager only if it still is that one.
    if (before === undefined || (where && !elementMatcher(attribute, where)(before))) return before;
    return subAttribute && isObject(before)
      ? unlessEmpty(withKey(before, subAttribute.name, undefined))
      : undefined;
  }
  if (attribute.type === 'complex')
    return mergeParts(target, before, subAttribute ? { [subAttribute.name]: value } : value, options);
  const assigned = normaliseOne(attribute, value, at, options);
  // To add nothing changes nothing; to replace by nothing unassigns (RFC 7643 §2.5).
  return op === 'add' ? (assigned ?? before) : assigned;
}

// RFC 7644 §3.5.2.1 and §3.5.2.3: sub-attributes that the value does not name stay.
function mergeParts({ attribute, at }: Target, before: unknown, value: unknown, options: Leniency): unknown {
  const parts = normaliseOne(attribute, value, at, options);
  const named = unwrapOne(value, options);
  if (!isObject(named)) return parts;
  const merged: Record<string, unknown> = isObject(before) ? { ...before } : {};
  for (const key of Object.keys(named)) {
    const part = findSubAttribute(attribute, key);
    if (!part || part.mutability === 'readOnly' || part.mutability === 'writeOnly') continue;
    const assigned = isObject(parts) ? parts[part.name] : undefined;
    if (assigned === undefined) delete merged[part.name];
    else merged[part.name] = assigned;
  }
  return unlessEmpty(merged);
}

function unlessEmpty(object: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(object).length === 0 ? undefined : object;
}
