import { isObject } from '../resource/resource.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute } from '../schema/types.ts';
import { urns } from '../schema/urns.ts';
import { forgives, type Leniency } from './dialect.ts';

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };
const misspeltEnterprise = urns.enterpriseUser.replace(':2.0:', ':2.0').toLowerCase();

/** The plain value meant for a single-valued attribute, as far as the dialect forgives; undefined when none is meant. */
export function readScalar(attribute: Attribute, value: unknown, options: Leniency): unknown {
  let plain = unwrapOne(value, options);
  if (isObject(plain) && 'value' in plain && forgives(options, 'valueObject')) {
    plain = unwrapOne(plain['value'], options);
  }
  if (plain === '' && forgives(options, 'emptyText')) return undefined;
  const typed = readType(attribute, plain);
  if (typed === plain) return plain;
  return forgives(options, typeof typed === 'boolean' ? 'textBoolean' : 'textNumber') ? typed : plain;
}

/** The object meant for a complex value: Entra's `"<id>"` is `{value: "<id>"}`, and its roles may hold JSON text. */
export function readComplex(attribute: Attribute, value: unknown, options: Leniency): unknown {
  const one = unwrapOne(value, options);
  if (isObject(one)) return attribute.name === 'roles' ? readRole(one, options) : one;
  if (one === '' && forgives(options, 'emptyText')) return undefined;
  if (!isPlain(one) || !findSubAttribute(attribute, 'value')) return one;
  return forgives(options, 'bareValue') ? readComplex(attribute, { value: one }, options) : one;
}

/** The array meant for a multi-valued attribute. */
export function readValues(value: unknown, options: Leniency): unknown {
  if (Array.isArray(value) || value === null || value === undefined) return value;
  if (value === '' && forgives(options, 'emptyText')) return undefined;
  return forgives(options, 'singleValue') ? [value] : value;
}

/** The element of an array of one, and an empty array as nothing; anything else as it is. */
export function unwrapOne(value: unknown, options: Leniency): unknown {
  if (!Array.isArray(value) || value.length > 1 || !forgives(options, 'oneElementArray')) return value;
  return value[0];
}

/** The sub-attribute meant by a name the schema lacks: Entra's app roles come with `displayName` for `display`. */
export function readSubAttribute(
  attribute: Attribute,
  name: string,
  options: Leniency,
): Attribute | undefined {
  if (!attribute.multiValued || name.toLowerCase() !== 'displayname') return undefined;
  return forgives(options, 'displayName') ? findSubAttribute(attribute, 'display') : undefined;
}

/** The text with the enterprise URN spelt right: a documented sample of Entra's lacks the colon in `…:2.0User`. */
export function mendUrn(text: string, options: Leniency): string {
  if (!text.toLowerCase().startsWith(misspeltEnterprise) || !forgives(options, 'misspeltUrn')) return text;
  return urns.enterpriseUser + text.slice(misspeltEnterprise.length);
}

function readType(attribute: Attribute, value: unknown): unknown {
  if (attribute.type === 'boolean')
    return typeof value === 'string' ? (booleans[value.toLowerCase()] ?? value) : value;
  if (attribute.type === 'integer' || attribute.type === 'decimal') {
    return typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : value;
  }
  return typeof value === 'boolean' || isExact(value) ? String(value) : value;
}

// A number of more digits than JavaScript holds has lost some already: as text it would be another value.
function isExact(value: unknown): boolean {
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
}

// SingleAppRoleAssignment and AppRoleAssignmentsComplex send {"value": "{\"id\":…,\"value\":\"auditor\",…}"}. The id is
// Entra's own and says nothing here.
function readRole(
  role: Readonly<Record<string, unknown>>,
  options: Leniency,
): Readonly<Record<string, unknown>> {
  const text = role['value'];
  const inner = typeof text === 'string' && text.startsWith('{') ? readJson(text) : undefined;
  if (!isObject(inner) || typeof inner['value'] !== 'string' || !forgives(options, 'roleText')) return role;
  const display = inner['display'] ?? inner['displayName'];
  return { ...role, value: inner['value'], ...(typeof display === 'string' ? { display } : {}) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
