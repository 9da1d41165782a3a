import { forgives, type Leniency } from '../dialects/dialect.ts';
import { mendUrn } from '../dialects/read.ts';
import { invalidSyntax, invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import { extensionAttribute } from '../path/resolve.ts';
import { findExtension, findTopAttribute } from '../schema/find-attribute.ts';
import type { ResourceSchema } from '../schema/types.ts';
import { keepOpen } from './keep-open.ts';
import { normaliseValue } from './normalise-value.ts';
import { requireName } from './require-name.ts';
import { requireAssigned } from './require-assigned.ts';
import { requireExtensions } from './require-extensions.ts';
import { isObject, type Resource } from './resource.ts';
import { schemasOf } from './schemas-of.ts';

/**
 * The resource that a POST or PUT body describes (RFC 7644 §3.3 and §3.5.1): types checked, names canonical, nulls and
 * empty arrays gone, readOnly attributes dropped, defaults filled in. Objects under an
 * undeclared `urn:` are kept as they came where the dialect forgives them; other unknown attributes are ignored. Throws `invalidSyntax` or `invalidValue`.
 */
export function normaliseResource(schema: ResourceSchema, body: unknown, options: Leniency): Resource {
  if (!isObject(body)) throw invalidSyntax(`The body must be a JSON object that describes a ${schema.name}.`);
  requireSchemas(schema, body, options);
  const resource: Record<string, unknown> = { ...schema.defaults };
  for (const key of Object.keys(body)) {
    const [name, value] = normaliseEntry(schema, key, body[key], options);
    if (value !== undefined) resource[name] = value;
  }
  requireAssigned(schema, resource);
  requireExtensions(schema, resource);
  if (schemasOf(schema, resource).length > limits.extensions + 1) {
    throw invalidValue(`A ${schema.name} can have at most ${limits.extensions} extensions.`);
  }
  return resource;
}

function normaliseEntry(
  schema: ResourceSchema,
  key: string,
  value: unknown,
  options: Leniency,
): [string, unknown] {
  const attribute = findTopAttribute(schema, key);
  if (attribute) {
    if (attribute.mutability === 'readOnly') return [attribute.name, undefined];
    const assigned = normaliseValue(attribute, value, attribute.name, options);
    // A password is checked and dropped (docs/decisions/0021).
    return [attribute.name, attribute.mutability === 'writeOnly' ? undefined : assigned];
  }
  const urn = mendUrn(key, options);
  const extension = findExtension(schema, urn);
  if (extension)
    return [extension.id, normaliseValue(extensionAttribute(extension), value, extension.id, options)];
  if (isOpenExtension(schema, urn) && isObject(value)) return [urn, keepOpen(value, urn)];
  if (key.toLowerCase() !== 'schemas' && !forgives(options, 'unknownAttribute'))
    requireName(key, schema.name);
  return [key, undefined];
}

function isOpenExtension(schema: ResourceSchema, key: string): boolean {
  const urn = key.toLowerCase();
  return (
    urn.startsWith('urn:') &&
    urn !== schema.schema.id.toLowerCase() &&
    key.isWellFormed() &&
    !key.includes('\0')
  );
}

// RFC 7643 §3: schemas is required, and names the base schema and every extension in use.
function requireSchemas(
  schema: ResourceSchema,
  body: Readonly<Record<string, unknown>>,
  options: Leniency,
): void {
  const listed = body[Object.keys(body).find((key) => key.toLowerCase() === 'schemas') ?? 'schemas'];
  if (!Array.isArray(listed) || listed.length === 0 || !listed.every((urn) => typeof urn === 'string')) {
    if (forgives(options, 'missingSchemas')) return;
    throw invalidSyntax(`schemas must be an array with ${schema.schema.id}.`);
  }
  const urns = new Set(listed.map((urn: string) => urn.toLowerCase()));
  if (!urns.has(schema.schema.id.toLowerCase()) && !forgives(options, 'missingSchemas'))
    throw invalidSyntax(`schemas must list ${schema.schema.id}.`);
  const used = new Set(Object.keys(body).map((key) => key.toLowerCase()));
  for (const urn of used) {
    if (urn.startsWith('urn:') && !urns.has(urn) && !forgives(options, 'unlistedSchema'))
      throw invalidValue(`schemas must list the extension in use, ${urn}.`);
  }
  for (const urn of urns) {
    const isKept = used.has(urn) && options.forgives.has('unknownExtension');
    const isKnown = urn === schema.schema.id.toLowerCase() || findExtension(schema, urn) || isKept;
    if (!isKnown && !forgives(options, 'unknownSchema'))
      throw invalidValue(`schemas lists ${urn}, which a ${schema.name} does not have.`);
  }
}
