import { readComplex, readScalar, readSubAttribute, readValues } from '../dialects/read.ts';
import { forgives, type Leniency } from '../dialects/dialect.ts';
import { invalidValue, tooLarge } from '../errors.ts';
import { limits } from '../limits.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute } from '../schema/types.ts';
import { isObject } from './resource.ts';
import { checkScalar } from './check-scalar.ts';
import { requireName } from './require-name.ts';
import { withoutRepeats } from './without-repeats.ts';

/**
 * The value as the attribute's schema has it: right types, canonical names, readOnly parts dropped. Undefined when it
 * leaves the attribute unassigned, as null, [] and {} do (RFC 7643 §2.5). `at` names the place in a complaint.
 */
export function normaliseValue(attribute: Attribute, value: unknown, at: string, options: Leniency): unknown {
  if (attribute.multiValued) return normaliseValues(attribute, value, at, options);
  return normaliseOne(attribute, value, at, options);
}

/** One value of the attribute, whether or not it may have several. */
export function normaliseOne(attribute: Attribute, value: unknown, at: string, options: Leniency): unknown {
  if (attribute.type === 'complex') return normaliseComplex(attribute, value, at, options);
  const plain = readScalar(attribute, value, options);
  if (plain === undefined || plain === null) return undefined;
  checkScalar(attribute, plain, at, options);
  return plain;
}

/** All values of a multi-valued attribute, each once. Undefined when there are none. */
export function normaliseValues(
  attribute: Attribute,
  value: unknown,
  at: string,
  options: Leniency,
): readonly unknown[] | undefined {
  const values = readValues(value, options);
  if (values === undefined || values === null) return undefined;
  if (!Array.isArray(values)) throw invalidValue(`${at} has several values and must be an array.`);
  const most = attribute.name === 'members' ? limits.membersPerRequest : limits.valuesPerAttribute;
  if (values.length > most)
    throw tooLarge(`${at} has ${values.length} values; at most ${most} are allowed in one request.`);
  const normal = values.map((element) => normaliseOne(attribute, element, at, options));
  const assigned = withoutRepeats(
    attribute,
    normal.filter((element) => element !== undefined),
  );
  return assigned.length === 0 ? undefined : requireOnePrimary(assigned, at, options);
}

function normaliseComplex(attribute: Attribute, value: unknown, at: string, options: Leniency): unknown {
  const object = readComplex(attribute, value, options);
  if (object === undefined || object === null) return undefined;
  if (!isObject(object)) throw invalidValue(`${at} must be an object with ${namesOf(attribute)}.`);
  const normal: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const part = findSubAttribute(attribute, key) ?? readSubAttribute(attribute, key, options);
    if (!part && !options.forgives.has('unknownAttribute')) requireName(key, at);
    if (!part || part.mutability === 'readOnly') continue;
    const assigned = normaliseValue(part, object[key], `${at}.${part.name}`, options);
    if (assigned !== undefined && part.mutability !== 'writeOnly') normal[part.name] = assigned;
  }
  return Object.keys(normal).length === 0 ? undefined : normal;
}

function namesOf(attribute: Attribute): string {
  return (attribute.subAttributes ?? []).map((part) => part.name).join(', ');
}

// RFC 7643 §2.4: primary is true for at most one value.
function requireOnePrimary(values: readonly unknown[], at: string, options: Leniency): readonly unknown[] {
  const first = values.findIndex(isPrimary);
  if (first === -1 || values.findLastIndex(isPrimary) === first) return values;
  if (!forgives(options, 'firstPrimary')) throw invalidValue(`${at} has several primary values; mark one.`);
  return values.map((value, index) =>
    index !== first && isPrimary(value) ? { ...value, primary: false } : value,
  );
}

function isPrimary(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && value['primary'] === true;
}
