import type { Attribute, Resource, ResourceSchema } from '../src/index.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a resource that the engine calls stored, by the schema alone (RFC 7643 §2, §3, §7); nothing when it is
 * right. Written without the engine's own checks, so that the two hold each other to account.
 */
export function faultsIn(schema: ResourceSchema, resource: Resource): string[] {
  const extensions = new Map(schema.extensions.map((extension) => [extension.id, extension.attributes]));
  const [top, urns]: [Values, Values] = [{}, {}];
  for (const [key, value] of Object.entries(resource))
    Object.assign(key.toLowerCase().startsWith('urn:') ? urns : top, { [key]: value });
  const externalId = { name: 'externalId', type: 'string', caseExact: true } as Attribute;
  return [
    ...faultsOf([...schema.schema.attributes, externalId], top, ''),
    ...Object.entries(urns).flatMap(([urn, value]) => {
      const attributes = extensions.get(urn);
      if (!isObject(value)) return [`${urn} is no object`];
      return attributes ? faultsOf(attributes, value, `${urn}:`) : faultsOfText(value, urn);
    }),
  ];
}

function faultsOf(attributes: readonly Attribute[], values: Values, prefix: string): string[] {
  const known = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  const strangers = Object.keys(values).filter((key) => !known.has(key));
  return [
    ...strangers.map((key) => `${prefix}${key} is not in the schema`),
    ...attributes.flatMap((attribute) =>
      faultsAt(attribute, values[attribute.name], prefix + attribute.name),
    ),
  ];
}

function faultsAt(attribute: Attribute, value: unknown, at: string): string[] {
  if (value === undefined) return attribute.required ? [`${at} is required`] : [];
  if (attribute.mutability === 'readOnly') return [`${at} is read-only`];
  if (attribute.mutability === 'writeOnly') return [`${at} is kept though it is written only`];
  if (!attribute.multiValued) return faultsOfOne(attribute, value, at);
  if (!Array.isArray(value) || value.length === 0) return [`${at} is no array of values`];
  const primaries = value.filter((element) => isObject(element) && element['primary'] === true);
  const keys = value.map((element) => keyOf(attribute, element));
  return [
    ...(primaries.length > 1 ? [`${at} has ${primaries.length} primary values`] : []),
    ...(new Set(keys).size < keys.length ? [`${at} has the same value twice`] : []),
    ...value.flatMap((element) => faultsOfOne(attribute, element, at)),
  ];
}

function faultsOfOne(attribute: Attribute, value: unknown, at: string): string[] {
  const { type, subAttributes } = attribute;
  if (type === 'complex') {
    if (!isObject(value) || Object.keys(value).length === 0) return [`${at} is no object with values`];
    return faultsOf(subAttributes ?? [], value, `${at}.`);
  }
  const isRight = {
    boolean: () => typeof value === 'boolean',
    integer: () => Number.isSafeInteger(value),
    decimal: () => Number.isFinite(value),
    dateTime: () => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
    string: () => typeof value === 'string',
    reference: () => typeof value === 'string',
    binary: () => typeof value === 'string',
  }[type]();
  return isRight ? faultsOfText(value, at) : [`${at} is no ${type}`];
}

// What PostgreSQL's jsonb takes, and what RFC 7643 §2.5 calls assigned.
function faultsOfText(value: unknown, at: string): string[] {
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') ? [] : [`${at} cannot be stored`];
  if (value === null || value === undefined) return [`${at} is ${value}`];
  if (typeof value !== 'object') return [];
  const isPlain = [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object);
  if (!isPlain || Object.keys(value).length === 0) return [`${at} is empty, or no plain object`];
  return Object.values(value).flatMap((inner) => faultsOfText(inner, at));
}

function keyOf(attribute: Attribute, element: unknown): string {
  const value = isObject(element) ? element['value'] : element;
  if (isObject(element) && value === undefined) return JSON.stringify(Object.entries(element).sort());
  const { caseExact } = attribute.subAttributes?.find(({ name }) => name === 'value') ?? attribute;
  const text = typeof value === 'string' && !caseExact ? value.normalize('NFC').toLowerCase() : value;
  const type = isObject(element) ? element['type'] : undefined;
  return JSON.stringify([
    String(text),
    typeof type === 'string' ? type.normalize('NFC').toLowerCase() : null,
  ]);
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
