import {
  invalidFilter,
  resolvePath,
  type Attribute,
  type AttributePath,
  type ResourceSchema,
} from '@rollcall/scim';
import type { Columns } from './columns.ts';
import type { Bind, Operand } from './operand.ts';

/** What a table of resources looks like to a filter. */
export type Filterable = Readonly<{
  resourceSchema: ResourceSchema;
  columns: Columns;
  /** Attributes kept as rows elsewhere. */
  relations: Readonly<Record<string, Relation>>;
}>;

/** Rows `from` a table that belong to the resource `r`; `id` is the column that names the other side. */
export type Relation = Readonly<{ from: string; id: string }>;

/** What a path leads to: one value, the elements of a multi-valued attribute, an object, or rows elsewhere. */
export type Target =
  | { kind: 'value'; operand: Operand }
  | { kind: 'elements'; array: string; attribute: Attribute; subAttribute: string | undefined }
  | { kind: 'complex'; json: string; attribute: Attribute }
  | { kind: 'relation'; relation: Relation; name: string };

/** What the path leads to from the row `r`. Throws `invalidFilter` for an attribute that nothing here has. */
export function resourceTarget(table: Filterable, path: AttributePath, bind: Bind): Target {
  const written = [path.attribute, path.subAttribute].filter(Boolean).join('.');
  const found = resolvePath(table.resourceSchema, path);
  if (!found) return unknownAttribute(path, written, bind);
  const { attribute, subAttribute, jsonPath } = found;
  if (path.where && !attribute.multiValued) {
    throw invalidFilter(`"${path.attribute}" has one value: there is nothing to choose by [ ].`);
  }
  const own = table.columns[jsonPath.join('.').toLowerCase()];
  if (own) return { kind: 'value', operand: own };
  const relation = table.relations[jsonPath.join('.').replace(/\.value$/, '')];
  if (relation && !path.where) return { kind: 'relation', relation, name: written };
  if (attribute.returned === 'never' || isElsewhere(table, jsonPath)) {
    throw invalidFilter(`"${written}" cannot be filtered by.`);
  }
  const json = jsonAt(rootOf(table, jsonPath), subAttribute ? jsonPath.slice(0, -1) : jsonPath);
  if (attribute.multiValued)
    return { kind: 'elements', array: json, attribute, subAttribute: subAttribute?.name };
  return within(json, attribute, subAttribute, written);
}

/** Parts of what is put together for each answer and stands in no row: `meta.location`, `members.display`. */
function isElsewhere(table: Filterable, [top = '']: readonly string[]): boolean {
  return top === 'meta' || table.relations[top] !== undefined;
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
  if (!path.schema || path.where) throw invalidFilter(`No schema here has an attribute "${written}".`);
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

const casts = {
  string: '',
  binary: '',
  boolean: '::boolean',
  number: '::numeric',
  dateTime: '::timestamptz',
} as const;

function leaf(json: string, attribute: Attribute, name: string): Operand {
  const kind = kinds[attribute.type];
  return { name, kind, caseExact: attribute.caseExact, sql: `(${json} #>> '{}')${casts[kind]}` };
}

/** The keys are names and URNs of our own schemas, so they stand in the text, where an index can match them. */
function jsonAt(json: string, keys: readonly string[]): string {
  return keys.reduce((inner, key) => `${inner} -> '${key}'`, json);
}
