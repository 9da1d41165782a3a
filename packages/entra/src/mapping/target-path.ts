import { urns } from '../protocol/urns.ts';

/** JSON as it is read from a server. */
export type JsonObject = { [name: string]: unknown };

/** A mapping's target taken apart: `emails[type eq "work"].value` or `urn:…:User:department`. */
export type TargetPath = {
  extension?: string;
  attribute: string;
  filter?: { attribute: string; value: string };
  subAttribute?: string;
};

const known = new Map<string, TargetPath>();

/** The parts of a target attribute as Entra writes it; throws on text that is not one. */
export function parseTarget(target: string): TargetPath {
  const parsed = known.get(target) ?? parse(target);
  known.set(target, parsed);
  return parsed;
}

/** The value a resource has at a target attribute, `undefined` when it has none. */
export function readTarget(resource: JsonObject, target: string): unknown {
  const { extension, attribute, filter, subAttribute } = parseTarget(target);
  const container = extension === undefined ? resource : member(resource, extension);
  let value = isObject(container) ? member(container, attribute) : undefined;
  if (filter !== undefined) value = matchingElements(value, filter)[0];
  if (subAttribute !== undefined) value = isObject(value) ? member(value, subAttribute) : undefined;
  return value ?? undefined;
}

/** How many elements of a multi-valued attribute a filtered target matches; 1 for any other target. */
export function countElements(resource: JsonObject, target: string): number {
  const { attribute, filter } = parseTarget(target);
  return filter === undefined ? 1 : matchingElements(member(resource, attribute), filter).length;
}

/** The resource carries the value at the target attribute, elements and objects made as needed. */
export function writeTarget(resource: JsonObject, target: string, value: unknown): void {
  const { extension, attribute, filter, subAttribute } = parseTarget(target);
  const container = extension === undefined ? resource : child(resource, extension);
  if (filter !== undefined) element(container, attribute, filter)[subAttribute ?? 'value'] = value;
  else if (subAttribute !== undefined) child(container, attribute)[subAttribute] = value;
  else container[attribute] = value;
}

/** Whether a value is a JSON object, not an array and not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const targetSyntax = /^(?:(urn:[^[]+):)?([\w$-]+)(?:\[(\w+) eq "([^"]*)"\])?(?:\.([\w$-]+))?$/i;

function parse(target: string): TargetPath {
  const match = targetSyntax.exec(target);
  const [, extension, attribute, filterAttribute, filterValue, subAttribute] = match ?? [];
  if (attribute === undefined) throw new Error(`${target} is not a target attribute`);
  return {
    attribute,
    ...(extension !== undefined && extension !== urns.user && { extension }),
    ...(filterAttribute !== undefined && {
      filter: { attribute: filterAttribute, value: filterValue ?? '' },
    }),
    ...(subAttribute !== undefined && { subAttribute }),
  };
}

// RFC 7643 §2.1: attribute names are case-insensitive.
function member(object: JsonObject, name: string): unknown {
  if (name in object) return object[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}

function matchingElements(value: unknown, filter: { attribute: string; value: string }): JsonObject[] {
  const elements = Array.isArray(value) ? value.filter(isObject) : [];
  return elements.filter(
    (one) => String(member(one, filter.attribute)).toLowerCase() === filter.value.toLowerCase(),
  );
}

function child(object: JsonObject, name: string): JsonObject {
  const present = object[name];
  if (isObject(present)) return present;
  const made: JsonObject = {};
  object[name] = made;
  return made;
}

function element(object: JsonObject, name: string, filter: { attribute: string; value: string }): JsonObject {
  const present = object[name];
  const list: unknown[] = Array.isArray(present) ? present : [];
  object[name] = list;
  const found = matchingElements(list, filter)[0];
  if (found !== undefined) return found;
  // Entra marks the work element as the primary one when it creates a user.
  const made: JsonObject = {
    ...(filter.value === 'work' && { primary: true }),
    [filter.attribute]: filter.value,
  };
  list.push(made);
  return made;
}
