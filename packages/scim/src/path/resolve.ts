import type { AttributePath } from '../filter/ast.ts';
import { findAttribute, findExtension, findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute, ResourceSchema, Schema } from '../schema/types.ts';

/** Where a path leads: the schema's own records, and the keys to follow in the resource's JSON. */
export type Resolved = Readonly<{
  /** The extension the attribute lives in; absent at the top of the resource. */
  extension?: Schema;
  attribute: Attribute;
  subAttribute?: Attribute;
  /** Keys in their canonical spelling, such as `[urn, 'manager', 'value']` or `['emails', 'value']`. */
  jsonPath: readonly string[];
}>;

const extensionAttributes = new WeakMap<Schema, Attribute>();

/**
 * What the path names, or undefined when the schemas know no such attribute. Names and URNs compare in any case of
 * letters (RFC 7643 §2.1). A bare name that the base schema lacks is looked for in the extensions, since Entra writes
 * `manager` alone. The bare URN of an extension resolves to a complex attribute that stands for the whole extension.
 */
export function resolvePath(resource: ResourceSchema, path: AttributePath): Resolved | undefined {
  const found = findAttribute(resource, path.attribute, path.schema);
  if (!found) return resolveWholeUrn(resource, path);
  const { attribute, extension } = found;
  const keys = extension ? [extension.id, attribute.name] : [attribute.name];
  const inExtension = extension ? { extension } : {};
  if (path.subAttribute === undefined) return { ...inExtension, attribute, jsonPath: keys };

  const subAttribute = findSubAttribute(attribute, path.subAttribute);
  return subAttribute && { ...inExtension, attribute, subAttribute, jsonPath: [...keys, subAttribute.name] };
}

/**
 * What a filter compares when it names that path: the path itself, or `value` when it names a complex attribute whole,
 * so that `members eq "…"` and `manager eq "…"` compare ids (RFC 7644 §3.4.2.2).
 */
export function resolveCompared(resource: ResourceSchema, path: AttributePath): Resolved | undefined {
  const resolved = resolvePath(resource, path);
  if (!resolved || resolved.subAttribute || resolved.attribute.type !== 'complex') return resolved;
  const subAttribute = findSubAttribute(resolved.attribute, 'value');
  return subAttribute && { ...resolved, subAttribute, jsonPath: [...resolved.jsonPath, subAttribute.name] };
}

// A URN has no end mark, so `urn:…:2.0:User` was read as the attribute `User` of `urn:…:2.0`. Entra jobs older than
// December 2018 also write a dot where the colon belongs: `urn:…:2.0:User.department`.
function resolveWholeUrn(resource: ResourceSchema, path: AttributePath): Resolved | undefined {
  if (path.schema === undefined) return undefined;
  const urn = `${path.schema}:${path.attribute}`;
  if (path.subAttribute !== undefined) {
    return (
      findAttribute(resource, path.subAttribute, urn) &&
      resolvePath(resource, { schema: urn, attribute: path.subAttribute })
    );
  }
  const extension = findExtension(resource, urn);
  return extension && { extension, attribute: extensionAttribute(extension), jsonPath: [extension.id] };
}

/** The complex attribute that stands for a whole extension: its name is the URN, its parts are the attributes. */
export function extensionAttribute(extension: Schema): Attribute {
  const known = extensionAttributes.get(extension);
  if (known) return known;
  const attribute: Attribute = {
    name: extension.id,
    type: 'complex',
    multiValued: false,
    description: extension.description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    subAttributes: extension.attributes,
  };
  extensionAttributes.set(extension, attribute);
  return attribute;
}
