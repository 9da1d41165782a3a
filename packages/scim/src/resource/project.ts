import { invalidValue } from '../errors.ts';
import type { AttributePath } from '../filter/ast.ts';
import { findAttribute, findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute, ResourceSchema } from '../schema/types.ts';
import { type AttributeList, parseAttributeList } from './attribute-list.ts';
import { isObject, type Resource } from './resource.ts';

/** What a client wants to see of a resource (RFC 7644 §3.9); at most one of the two. */
export type Projection = Readonly<{
  attributes?: AttributeList | undefined;
  excludedAttributes?: AttributeList | undefined;
}>;

type Names = ReadonlyMap<string, ReadonlySet<string> | 'whole'>;

/**
 * The rendered resource with what was asked for (RFC 7644 §3.9). `id` and `schemas` are always there, what is never
 * returned is never there, whatever was asked. Throws `invalidValue` when both lists are given.
 */
export function project(schema: ResourceSchema, rendered: Resource, projection: Projection): Resource {
  const { asked, excluded } = readProjection(schema, projection);
  const projected: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rendered)) {
    const kept = key.toLowerCase().startsWith('urn:')
      ? projectExtension(schema, key, value, asked, excluded)
      : projectAttribute(findAttribute(schema, key)?.attribute, key, value, asked, excluded);
    if (kept !== undefined) projected[key] = kept;
  }
  return projected;
}

/** True when the projection leaves any part of that top-level attribute, so that it need not be read otherwise. */
export function isReturned(schema: ResourceSchema, projection: Projection, name: string): boolean {
  const { asked, excluded } = readProjection(schema, projection);
  const key = name.toLowerCase();
  return asked ? asked.has(key) : excluded.get(key) !== 'whole';
}

function readProjection(schema: ResourceSchema, projection: Projection): { asked?: Names; excluded: Names } {
  const asked = parseAttributeList(projection.attributes ?? []);
  const excluded = parseAttributeList(projection.excludedAttributes ?? []);
  if (asked.length > 0 && excluded.length > 0) {
    throw invalidValue('attributes and excludedAttributes cannot be used together; send one of them.');
  }
  return asked.length > 0
    ? { asked: namesOf(schema, asked), excluded: new Map() }
    : { excluded: namesOf(schema, excluded) };
}

// Keys in lower case: a name at the top, `urn`, or `urn:name`.
function namesOf(schema: ResourceSchema, paths: readonly AttributePath[]): Names {
  const names = new Map<string, Set<string> | 'whole'>();
  for (const { schema: urn, attribute, subAttribute } of paths) {
    const extension = findAttribute(schema, attribute, urn)?.extension?.id ?? urn;
    const isAtTop = extension === undefined || extension.toLowerCase() === schema.schema.id.toLowerCase();
    const key = (isAtTop ? attribute : `${extension}:${attribute}`).toLowerCase();
    const known = names.get(key);
    if (subAttribute === undefined) names.set(key, 'whole');
    else if (known !== 'whole') names.set(key, (known ?? new Set()).add(subAttribute.toLowerCase()));
  }
  // The bare URN of the base schema means all of its attributes.
  if (names.has(schema.schema.id.toLowerCase())) {
    for (const { name } of schema.schema.attributes) names.set(name.toLowerCase(), 'whole');
  }
  return names;
}

function projectExtension(
  schema: ResourceSchema,
  urn: string,
  value: unknown,
  asked: Names | undefined,
  excluded: Names,
): unknown {
  const key = urn.toLowerCase();
  const isWhole = asked?.has(key) === true;
  if (!isObject(value)) return (asked && !isWhole) || excluded.has(key) ? undefined : value;
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const attribute = findAttribute(schema, name, urn)?.attribute;
    const listed = `${urn}:${name}`;
    const wanted = isWhole ? new Map([[listed.toLowerCase(), 'whole' as const]]) : asked;
    const unwanted = excluded.has(key) ? new Map([[listed.toLowerCase(), 'whole' as const]]) : excluded;
    const part = projectAttribute(attribute, listed, inner, wanted, unwanted);
    if (part !== undefined) kept[name] = part;
  }
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function projectAttribute(
  attribute: Attribute | undefined,
  name: string,
  value: unknown,
  asked: Names | undefined,
  excluded: Names,
): unknown {
  const returned = attribute?.returned ?? 'default';
  if (returned === 'never') return undefined;
  const listed = (asked ?? excluded).get(name.toLowerCase());
  const isListed = (part: string) => listed === 'whole' || listed?.has(part.toLowerCase()) === true;
  if (returned === 'always') return projectParts(attribute, value, (_, kind) => kind !== 'request');
  if (asked) {
    if (listed === undefined) return undefined;
    return projectParts(attribute, value, (part, kind) => kind === 'always' || isListed(part));
  }
  if (returned === 'request' || listed === 'whole') return undefined;
  return projectParts(
    attribute,
    value,
    (part, kind) => kind === 'always' || (kind !== 'request' && !isListed(part)),
  );
}

function projectParts(
  attribute: Attribute | undefined,
  value: unknown,
  isKept: (part: string, returned: Attribute['returned']) => boolean,
): unknown {
  if (Array.isArray(value)) {
    const kept = value
      .map((element) => projectParts(attribute, element, isKept))
      .filter((element) => element !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isObject(value)) return value;
  const parts = Object.entries(value).filter(([part]) => {
    const returned = (attribute && findSubAttribute(attribute, part)?.returned) ?? 'default';
    return returned !== 'never' && isKept(part, returned);
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
