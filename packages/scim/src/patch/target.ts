import { forgives, type Leniency } from '../dialects/dialect.ts';
import { invalidPath, mutability } from '../errors.ts';
import type { AttributePath, Filter } from '../filter/ast.ts';
import { printPath } from '../filter/print.ts';
import { type Resolved, resolvePath } from '../path/resolve.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute, ResourceSchema } from '../schema/types.ts';

/** What one operation changes: an attribute the schemas know, and which of its values. `at` names it in a complaint. */
export type Target = Resolved & Readonly<{ where?: Filter; at: string }>;

/**
 * The target of a path, or undefined when the operation is to be ignored: the attribute is unknown or read-only and the
 * dialect forgives it. A strict reading throws `invalidPath` or `mutability` instead. `isNamed` is true when the
 * operation itself had the path, false for a key of a path-less value.
 */
export function findTarget(
  schema: ResourceSchema,
  path: AttributePath,
  isNamed: boolean,
  options: Leniency,
): Target | undefined {
  const resolved = resolvePath(schema, path);
  if (!resolved || !isFilterKnown(resolved.attribute, path.where))
    return ignoreUnknown(schema, path, options);
  if (!isWritable(resolved, isNamed, options)) return undefined;
  const at = placeOf(resolved);
  if (!path.where) return { ...resolved, at };
  if (!resolved.attribute.multiValued && !forgives(options, 'filterOnSingle'))
    throw invalidPath(`${at} is not multi-valued, so it cannot be filtered.`);
  return { ...resolved, at, where: path.where };
}

function placeOf({ extension, attribute }: Resolved): string {
  return extension && extension.id !== attribute.name ? `${extension.id}:${attribute.name}` : attribute.name;
}

function ignoreUnknown(schema: ResourceSchema, path: AttributePath, options: Leniency): undefined {
  if (!forgives(options, 'unknownAttribute'))
    throw invalidPath(`${printPath(path)} is not an attribute of a ${schema.name}.`);
}

function isWritable({ attribute, subAttribute }: Resolved, isNamed: boolean, options: Leniency): boolean {
  // RFC 7643 §3: `schemas` follows from the data.
  if (attribute.name === 'schemas') return false;
  if (attribute.mutability !== 'readOnly' && subAttribute?.mutability !== 'readOnly') return true;
  const isIdentity = attribute.name === 'id' || attribute.name === 'meta';
  if ((isNamed && isIdentity) || !forgives(options, 'readOnlyAttribute')) {
    throw mutability(`${attribute.name}${subAttribute ? `.${subAttribute.name}` : ''} is read-only.`);
  }
  return false;
}

function isFilterKnown(attribute: Attribute, filter: Filter | undefined): boolean {
  if (!filter) return true;
  switch (filter.kind) {
    case 'logical':
      return isFilterKnown(attribute, filter.left) && isFilterKnown(attribute, filter.right);
    case 'not':
      return isFilterKnown(attribute, filter.filter);
    default: {
      const { schema, attribute: name, subAttribute } = filter.path;
      if (schema !== undefined || subAttribute !== undefined) return false;
      return attribute.type === 'complex'
        ? findSubAttribute(attribute, name) !== undefined
        : name.toLowerCase() === 'value';
    }
  }
}
