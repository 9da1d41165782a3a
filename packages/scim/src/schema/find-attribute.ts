import { commonAttributes } from './common-attributes.ts';
import type { Attribute, ResourceSchema, Schema } from './types.ts';

/** An attribute and the extension it lives in; without one it is at the top of the resource. */
export type Found = Readonly<{ attribute: Attribute; extension?: Schema }>;

type Index = Readonly<{
  /** Names at the top of the resource, in lower case. */
  top: ReadonlyMap<string, Found>;
  /** Names in an extension that no name at the top hides. */
  extended: ReadonlyMap<string, Found>;
  /** Names by the URN of their schema, both in lower case. */
  byUrn: ReadonlyMap<string, ReadonlyMap<string, Found>>;
  extensions: ReadonlyMap<string, Schema>;
}>;

const indexes = new WeakMap<ResourceSchema, Index>();
const namesOf = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>();

/** The attribute of that name in any case of letters (RFC 7643 §2.1), with its schema's URN in front or without. */
export function findAttribute(resource: ResourceSchema, name: string, urn?: string): Found | undefined {
  const index = indexOf(resource);
  const key = name.toLowerCase();
  if (urn !== undefined) return index.byUrn.get(urn.toLowerCase())?.get(key);
  return index.top.get(key) ?? index.extended.get(key);
}

/** The attribute at the top of the resource, never one of an extension. */
export function findTopAttribute(resource: ResourceSchema, name: string): Attribute | undefined {
  return indexOf(resource).top.get(name.toLowerCase())?.attribute;
}

/** The extension with that URN, in any case of letters. */
export function findExtension(resource: ResourceSchema, urn: string): Schema | undefined {
  return indexOf(resource).extensions.get(urn.toLowerCase());
}

/** The sub-attribute of that name, in any case of letters. */
export function findSubAttribute(attribute: Attribute, name: string): Attribute | undefined {
  return attribute.subAttributes && byName(attribute.subAttributes).get(name.toLowerCase());
}

function indexOf(resource: ResourceSchema): Index {
  const known = indexes.get(resource);
  if (known) return known;
  const top = foundBy([...commonAttributes, ...resource.schema.attributes]);
  const byUrn = new Map([[resource.schema.id.toLowerCase(), top]]);
  const extended = new Map<string, Found>();
  for (const extension of resource.extensions) {
    const names = foundBy(extension.attributes, extension);
    byUrn.set(extension.id.toLowerCase(), names);
    for (const [name, found] of names) if (!extended.has(name)) extended.set(name, found);
  }
  const extensions = new Map(resource.extensions.map((extension) => [extension.id.toLowerCase(), extension]));
  const index = { top, extended, byUrn, extensions };
  indexes.set(resource, index);
  return index;
}

function foundBy(attributes: readonly Attribute[], extension?: Schema): Map<string, Found> {
  return new Map(
    attributes.map((attribute) => [
      attribute.name.toLowerCase(),
      extension ? { attribute, extension } : { attribute },
    ]),
  );
}

function byName(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  const known = namesOf.get(attributes);
  if (known) return known;
  const names = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
  namesOf.set(attributes, names);
  return names;
}
