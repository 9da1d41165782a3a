import {
  invalidFilter,
  resolvePath,
  type Attribute,
  type AttributePath,
  type ResourceSchema,
} from '@rollcall/scim';
import { isReservedUrn } from './claims.ts';
import type { Columns } from './columns.ts';
import type { Bind, Operand } from './operand.ts';

/** What a table of resources looks like to a filter. */
export type Filterable = Readonly<{
  resourceSchema: ResourceSchema;
  columns: Columns;
  /** Attributes kept as rows elsewhere. */
  relations: Readonly<Record<string, Relation>>;
  /** Attributes whose values have keys in an index as well. */
  elementKeys?: ElementKeys;
}>;

/**
 * The elements of an attribute that live as `rows` of a table, which belong to the resource `r`: their parts by name, and
 * the end of the address that `$ref` shows, after the Base URL.
 */
export type Relation = Readonly<{
  rows: string;
  parts: Columns;
  address: string;
  /** True where a row that is missing says nothing, so that nothing may follow from it. */
  isSilent?: boolean;
}>;

/**
 * What an index knows of the values of a multi-valued attribute. `where` is the condition that one of a resource's folded
 * values holds; `present` that it has any.
 */
export type ElementKeys = Readonly<
  Record<string, Readonly<{ where: (holds: (key: string) => string) => string; present: string }>>
>;

/** A statement in the making: its values, and the Base URL that locations in it start with. */
export type Binding = Readonly<{ bind: Bind; baseUrl: string }>;

/** What a path leads to: one value, an object, several elements, or nothing that a schema here knows. */
export type Target =
  | { kind: 'value'; operand: Operand }
  | { kind: 'complex'; json: string; attribute: Attribute }
  | ElementsTarget
  | { kind: 'unknown' };

export type ElementsTarget = Readonly<{
  kind: 'elements';
  name: string;
  subAttribute: string | undefined;
  /** That one of the elements meets the condition, which speaks of it through `inner`. */
  exists: (condition: string) => string;
  /** What a path between the brackets leads to. */
  inner: (path: AttributePath) => Target;
  /** That an element holds anything at all. */
  filled: string;
  keys: ElementKeys[string] | undefined;
  /** The elements as a JSON array; undefined where they are rows elsewhere. */
  array?: string;
  /** See `Relation`. */
  isSilent?: boolean;
}>;

/** What the path leads to from the row `r`. Throws `invalidFilter` for an attribute that cannot be asked for. */
export function resourceTarget(table: Filterable, path: AttributePath, binding: Binding): Target {
  const written = [path.attribute, path.subAttribute].filter(Boolean).join('.');
  const found = resolvePath(table.resourceSchema, path);
  if (!found) return unknownAttribute(path, written, binding.bind);
  const { attribute, subAttribute, jsonPath, extension } = found;
  if (path.where && !attribute.multiValued) {
    throw invalidFilter(`"${path.attribute}" has one value: there is nothing to choose by [ ].`);
  }
  if (attribute.returned === 'never') throw invalidFilter(`"${written}" cannot be filtered by.`);
  const own = table.columns[jsonPath.join('.').toLowerCase()];
  if (own) return { kind: 'value', operand: own };
  const [top = ''] = jsonPath;
  const relation = table.relations[extension ? jsonPath.join(':') : top];
  if (relation) return related(relation, attribute, subAttribute?.name, binding);
  if (top === 'meta') return metaTarget(table, subAttribute, binding);
  const json = jsonAt(rootOf(table, jsonPath), subAttribute ? jsonPath.slice(0, -1) : jsonPath);
  if (attribute.multiValued) {
    return elements(
      json,
      attribute,
      subAttribute?.name,
      table.elementKeys?.[jsonPath.join('.').replace(/\.value$/, '')],
    );
  }
  return within(json, attribute, subAttribute, written);
}

function elements(
  array: string,
  attribute: Attribute,
  subAttribute: string | undefined,
  keys: ElementKeys[string] | undefined,
): ElementsTarget {
  return {
    kind: 'elements',
    name: attribute.name,
    subAttribute,
    exists: (condition) => `exists (select from jsonb_array_elements(${array}) as e where ${condition})`,
    inner: (path) => innerTarget(attribute, 'e.value', path),
    filled: filled('e.value'),
    keys: subAttribute === undefined || subAttribute === 'value' ? keys : undefined,
    array,
  };
}

function related(
  { rows, parts, address, isSilent = false }: Relation,
  attribute: Attribute,
  subAttribute: string | undefined,
  { bind, baseUrl }: Binding,
): ElementsTarget {
  return {
    kind: 'elements',
    name: attribute.name,
    subAttribute,
    exists: (condition) => `exists (select from ${rows} and ${condition})`,
    inner: (path) => {
      const part = path.attribute.toLowerCase();
      const name = `${attribute.name}.$ref`;
      const ref = () => ({
        name,
        kind: 'string' as const,
        caseExact: true,
        sql: `(${bind(baseUrl)}::text || ${address})`,
      });
      const operand = part === '$ref' ? ref() : parts[part];
      if (operand) return { kind: 'value', operand };
      throw invalidFilter(`"${attribute.name}" has no sub-attribute "${path.attribute}".`);
    },
    filled: 'true',
    keys: undefined,
    isSilent,
  };
}

/** What is put together for each answer and stands in no row: the address, and `meta` whole, which every resource has. */
function metaTarget(
  { resourceSchema }: Filterable,
  subAttribute: Attribute | undefined,
  { bind, baseUrl }: Binding,
): Target {
  // A path to `meta` whole finds text in it, whatever the resource.
  if (!subAttribute) {
    const meta = { name: 'meta', multiValued: false, type: 'complex' } as Attribute;
    return { kind: 'complex', json: `to_jsonb('meta'::text)`, attribute: meta };
  }
  const endpoint = resourceSchema.endpoint.replace(/^\//, '');
  const sql = `(${bind(`${baseUrl}/${endpoint}/`)}::text || r.id)`;
  return {
    kind: 'value',
    operand: { name: 'meta.location', kind: 'string', caseExact: true, required: true, sql },
  };
}

/** The JSON object that a path starts from. `schemas` follows from the extensions that are there (RFC 7643 §3). */
function rootOf({ resourceSchema }: Filterable, [top]: readonly string[]): string {
  if (top !== 'schemas') return 'r.attributes';
  return `('{"schemas":["${resourceSchema.schema.id}"' || r.extension_urns || ']}')::jsonb`;
}

/** RFC 7643 §2.4: a complex attribute with a `value` compares by it, as Entra does with `manager`. */
function within(
  json: string,
  attribute: Attribute,
  subAttribute: Attribute | undefined,
  name: string,
): Target {
  if (attribute.type !== 'complex') return { kind: 'value', operand: leaf(json, attribute, name) };
  const sub = subAttribute ?? attribute.subAttributes?.find((each) => each.name === 'value');
  return sub
    ? { kind: 'value', operand: leaf(jsonAt(json, [sub.name]), sub, name) }
    : { kind: 'complex', json, attribute };
}

/** What the path leads to inside one element or object of `attribute`, which stands at `json`. */
export function innerTarget(attribute: Attribute, json: string, path: AttributePath): Target {
  const name = path.attribute.toLowerCase();
  const sub = attribute.subAttributes?.find((each) => each.name.toLowerCase() === name);
  if (sub)
    return { kind: 'value', operand: leaf(jsonAt(json, [sub.name]), sub, `${attribute.name}.${sub.name}`) };
  if (!attribute.subAttributes && name === 'value') {
    return { kind: 'value', operand: leaf(json, attribute, attribute.name) };
  }
  throw invalidFilter(`"${attribute.name}" has no sub-attribute "${path.attribute}".`);
}

/** An extension that no schema of ours describes is kept as it came, and compared as text. */
function unknownAttribute(path: AttributePath, written: string, bind: Bind): Target {
  if (!path.schema || path.where) return { kind: 'unknown' };
  if (isReservedUrn(path.schema))
    throw invalidFilter(`No schema here has an attribute "${path.schema}:${written}".`);
  const keys = [path.schema, path.attribute, ...(path.subAttribute ? [path.subAttribute] : [])];
  const sql = `(r.attributes #>> ${bind(keys)}::text[])`;
  return {
    kind: 'value',
    operand: { name: `${path.schema}:${written}`, kind: 'string', caseExact: false, sql },
  };
}

const kinds = {
  string: 'string',
  reference: 'string',
  binary: 'binary',
  complex: 'string',
  boolean: 'boolean',
  decimal: 'number',
  integer: 'number',
  dateTime: 'dateTime',
} as const;

function leaf(json: string, attribute: Attribute, name: string): Operand {
  // RFC 7643 §7: what is never returned must not leak by what a filter finds, in a sub-attribute neither.
  if (attribute.returned === 'never') throw invalidFilter(`"${name}" cannot be filtered by.`);
  const kind = kinds[attribute.type];
  return { name, kind, caseExact: attribute.caseExact, sql: typed(`(${json} #>> '{}')`, kind) };
}

function typed(text: string, kind: Operand['kind']): string {
  if (kind === 'dateTime') return `moment_of${text}`;
  return kind === 'boolean' || kind === 'number' ? `${text}::${kind === 'number' ? 'numeric' : kind}` : text;
}

/** RFC 7644 §3.4.2.2 `pr`: somewhere in the JSON value stands something other than empty text. */
export const filled = (json: string): string =>
  `jsonb_path_exists(${json}, '$.** ? (@.type() != "object" && (@.type() != "string" || @ != ""))')`;

/** The keys are names and URNs of schemas, written as SQL literals: a tenant's own schema may name them too. */
function jsonAt(json: string, keys: readonly string[]): string {
  return keys.reduce((inner, key) => `${inner} -> '${key.replaceAll("'", "''")}'`, json);
}
