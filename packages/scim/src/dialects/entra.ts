import { isObject } from '../resource/resource.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute } from '../schema/types.ts';
import { urns } from '../schema/urns.ts';
import type { Leniency } from './dialect.ts';

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };
const misspeltEnterprise = urns.enterpriseUser.replace(':2.0:', ':2.0').toLowerCase();

/** The plain value that Entra means for a single-valued attribute; undefined when it means none. */
export function readScalar(attribute: Attribute, value: unknown, options: Leniency): unknown {
  let plain = unwrapOne(value, options);
  if (isObject(plain) && 'value' in plain) {
    options.onRewrite?.('valueObject');
    plain = unwrapOne(plain['value'], options);
  }
  if (plain === '') {
    options.onRewrite?.('emptyText');
    return undefined;
  }
  const typed = readType(attribute, plain);
  if (typed !== plain) options.onRewrite?.(typeof typed === 'boolean' ? 'textBoolean' : 'textNumber');
  return typed;
}

/** The object that Entra means for a complex value: `"<id>"` is `{value: "<id>"}`, and roles may hold JSON text. */
export function readComplex(attribute: Attribute, value: unknown, options: Leniency): unknown {
  const one = unwrapOne(value, options);
  if (isObject(one)) return attribute.name === 'roles' ? readRole(one, options) : one;
  if (one === '') {
    options.onRewrite?.('emptyText');
    return undefined;
  }
  if (!isPlain(one) || !findSubAttribute(attribute, 'value')) return one;
  options.onRewrite?.('bareValue');
  return readComplex(attribute, { value: one }, options);
}

/** The array that Entra means for a multi-valued attribute. */
export function readValues(value: unknown, options: Leniency): unknown {
  if (Array.isArray(value) || value === null) return value;
  options.onRewrite?.(value === '' ? 'emptyText' : 'singleValue');
  return value === '' ? undefined : [value];
}

/** The element of an array of one; anything else as it is, and an empty array as nothing. */
export function unwrapOne(value: unknown, options: Leniency): unknown {
  if (!Array.isArray(value) || value.length > 1) return value;
  options.onRewrite?.('oneElementArray');
  return value[0];
}

/** The sub-attribute that Entra means by a name the schema lacks: app roles come with `displayName` for `display`. */
export function readSubAttribute(
  attribute: Attribute,
  name: string,
  options: Leniency,
): Attribute | undefined {
  if (!attribute.multiValued || name.toLowerCase() !== 'displayname') return undefined;
  options.onRewrite?.('displayName');
  return findSubAttribute(attribute, 'display');
}

/** The text with the enterprise URN spelt right: one documented sample lacks the colon in `…:2.0User`. */
export function mendUrn(text: string, options: Leniency): string {
  if (!text.toLowerCase().startsWith(misspeltEnterprise)) return text;
  options.onRewrite?.('misspeltUrn');
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
  if (!isObject(inner) || typeof inner['value'] !== 'string') return role;
  options.onRewrite?.('roleText');
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
