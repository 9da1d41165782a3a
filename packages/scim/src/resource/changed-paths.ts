import { flattenWith } from './flatten.ts';
import type { Resource } from './resource.ts';
import { isSame } from './same.ts';

/** One value that differs between two versions of a resource; null where it is not assigned. */
export type ChangedPath = Readonly<{ path: string; before: unknown; after: unknown }>;

/** What differs between two versions of a resource, value by value, in the order of the paths. */
export function changedPaths(before: Resource, after: Resource): ChangedPath[] {
  const attributes = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = attributes.filter((attribute) => !isSame(before[attribute], after[attribute]));
  return pathsOf(only(before, changed), only(after, changed));
}

const only = (resource: Resource, attributes: readonly string[]): Resource =>
  Object.fromEntries(
    attributes.flatMap((attribute) => (attribute in resource ? [[attribute, resource[attribute]]] : [])),
  );

function pathsOf(before: Resource, after: Resource): ChangedPath[] {
  const versions = [before, after];
  const old = new Map(flattenWith(before, versions).map(({ path, value }) => [path, value]));
  const now = new Map(flattenWith(after, versions).map(({ path, value }) => [path, value]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((path) => !isSame(old.get(path), now.get(path)))
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
