import { invalidFilter } from '../errors.ts';
import { resolveCompared, resolvePath } from '../path/resolve.ts';
import { isObject } from '../resource/resource.ts';
import { findSubAttribute } from '../schema/find-attribute.ts';
import type { Attribute, ResourceSchema } from '../schema/types.ts';
import type { AttributePath, Filter } from './ast.ts';
import { comparison } from './comparison.ts';

/** What a filter says of one resource or one value; undefined when the schemas do not know an attribute it names. */
type Predicate = (subject: unknown) => boolean | undefined;

/** An attribute, and how to read its values from the subject of a predicate. */
type Bound = Readonly<{ attribute: Attribute; read: (subject: unknown) => readonly unknown[] }>;

/** Looks a path up; `whole` when the attribute itself is meant and not its `value`. */
type Bind = (path: AttributePath, whole: boolean) => Bound | undefined;

const nothing: readonly unknown[] = [];

/**
 * True when the resource matches (RFC 7644 §3.4.2.2). A condition on an attribute that the schemas do not know is
 * neither true nor false, so its negation matches nothing either. Throws `invalidFilter` for a comparison that the type
 * of the attribute has no meaning for.
 */
export function matchFilter(
  schema: ResourceSchema,
  filter: Filter,
  resource: Readonly<Record<string, unknown>>,
): boolean {
  return compile(filter, (path, whole) => bindInResource(schema, path, whole))(resource) === true;
}

/** A test for the values of a multi-valued attribute: true for those that match the filter between its brackets. */
export function elementMatcher(attribute: Attribute, filter: Filter): (element: unknown) => boolean {
  const matches = compile(filter, (path) => bindInElement(attribute, path));
  return (element) => matches(element) === true;
}

function compile(filter: Filter, bind: Bind): Predicate {
  switch (filter.kind) {
    case 'logical':
      return connect(filter.operator === 'or', compile(filter.left, bind), compile(filter.right, bind));
    case 'not': {
      const inner = compile(filter.filter, bind);
      return (subject) => negate(inner(subject));
    }
    case 'present':
      return test(bind(filter.path, true), () => (values) => values.some(isPresent));
    case 'compare':
      return test(bind(filter.path, false), (attribute) =>
        comparison(attribute, filter.operator, filter.value),
      );
    case 'has':
      return test(bind(filter.path, true), (attribute) => {
        const matches = elementMatcher(attribute, filter.filter);
        return (values) => values.some(matches);
      });
  }
}

// `decided` settles the result whatever the other side says: true for or, false for and.
function connect(decided: boolean, left: Predicate, right: Predicate): Predicate {
  return (subject) => {
    const first = left(subject);
    if (first === decided) return decided;
    const second = right(subject);
    if (second === decided) return decided;
    return first === undefined || second === undefined ? undefined : !decided;
  };
}

function negate(result: boolean | undefined): boolean | undefined {
  return result === undefined ? undefined : !result;
}

function test(
  bound: Bound | undefined,
  make: (attribute: Attribute) => (values: readonly unknown[]) => boolean,
): Predicate {
  if (!bound) return () => undefined;
  refuseSecret(bound.attribute);
  const holds = make(bound.attribute);
  return (subject) => holds(bound.read(subject));
}

// RFC 7643 §7: what is never returned must not leak by what a filter finds.
function refuseSecret({ name, returned }: Attribute): void {
  if (returned === 'never') throw invalidFilter(`${name} is never returned, so no filter can ask for it.`);
}

function bindInResource(schema: ResourceSchema, path: AttributePath, whole: boolean): Bound | undefined {
  const resolved = whole ? resolvePath(schema, path) : resolveCompared(schema, path);
  if (!resolved) {
    if (!resolvePath(schema, path)) return undefined;
    throw invalidFilter(`${path.attribute} is complex; compare one of its sub-attributes.`);
  }
  const { attribute, subAttribute, extension } = resolved;
  refuseSecret(attribute);
  const isInExtension = extension && extension.id !== attribute.name;
  const matches = path.where && elementMatcher(attribute, path.where);
  const readAttribute = (resource: unknown) => {
    const values = isInExtension
      ? readKey(readKey(resource, extension.id)[0], attribute.name)
      : readKey(resource, attribute.name);
    return matches ? values.filter(matches) : values;
  };
  if (!subAttribute) return { attribute, read: readAttribute };
  return {
    attribute: subAttribute,
    read: (resource) => readAttribute(resource).flatMap((value) => readKey(value, subAttribute.name)),
  };
}

function bindInElement(attribute: Attribute, path: AttributePath): Bound | undefined {
  // A multi-valued attribute of plain values answers to `value`.
  if (attribute.type !== 'complex') {
    return path.attribute.toLowerCase() === 'value' ? { attribute, read: (element) => [element] } : undefined;
  }
  const part = path.subAttribute === undefined ? findSubAttribute(attribute, path.attribute) : undefined;
  return part && { attribute: part, read: (element) => readKey(element, part.name) };
}

function readKey(object: unknown, key: string): readonly unknown[] {
  const value = isObject(object) ? object[key] : undefined;
  if (value === undefined || value === null) return nothing;
  return Array.isArray(value) ? value : [value];
}

// RFC 7644 §3.4.2.2: `pr` is true for a non-empty value, and for a complex one that holds a non-empty value.
function isPresent(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(isPresent);
  return value !== undefined && value !== null && value !== '';
}
