import { isObject, type Resource } from './resource.ts';

/** One value of a resource and its path in SCIM notation: `name.givenName`, `emails[type eq "work"].value`. */
export type Leaf = Readonly<{ path: string; value: unknown }>;

/** Every value of the resource with its path, in the order of the resource. */
export function flatten(resource: Resource): Leaf[] {
  return flattenWith(resource, [resource]);
}

/**
 * Every value of the resource with its path, named so that the same value has the same name in each of `versions`: a
 * value of a multi-valued attribute goes by its `type` when no version has that type twice, else by its `value`, else by
 * its place.
 */
export function flattenWith(resource: Resource, versions: readonly Resource[]): Leaf[] {
  const leaves: Leaf[] = [];
  for (const [key, value] of Object.entries(resource)) {
    const isExtension = key.toLowerCase().startsWith('urn:') && isObject(value);
    if (!isExtension)
      flattenValue(
        key,
        value,
        versions.map((version) => version[key]),
        leaves,
      );
    else {
      const others = versions.map((version) => version[key]).filter(isObject);
      for (const [name, inner] of Object.entries(value)) {
        flattenValue(
          `${key}:${name}`,
          inner,
          others.map((other) => other[name]),
          leaves,
        );
      }
    }
  }
  return leaves;
}

function flattenValue(path: string, value: unknown, versions: readonly unknown[], leaves: Leaf[]): void {
  if (Array.isArray(value) && value.every(isObject)) return flattenElements(path, value, versions, leaves);
  if (!isObject(value)) {
    leaves.push({ path, value });
    return;
  }
  for (const [key, inner] of Object.entries(value)) flattenValue(`${path}.${key}`, inner, [], leaves);
}

function flattenElements(
  path: string,
  elements: readonly Readonly<Record<string, unknown>>[],
  versions: readonly unknown[],
  leaves: Leaf[],
): void {
  const arrays = [elements, ...versions.filter(Array.isArray)];
  const label = (['type', 'value'] as const).find((name) => arrays.every((array) => tellsApart(array, name)));
  elements.forEach((element, index) => {
    const place = label === undefined ? `[${index + 1}]` : `[${label} eq ${JSON.stringify(element[label])}]`;
    for (const [key, inner] of Object.entries(element)) {
      // The label is in the path; it is a value of its own only when nothing else is.
      if (key !== label || Object.keys(element).length === 1)
        flattenValue(`${path}${place}.${key}`, inner, [], leaves);
    }
  });
}

function tellsApart(elements: readonly unknown[], name: 'type' | 'value'): boolean {
  const labels = new Set<string>();
  for (const element of elements) {
    const label = isObject(element) ? element[name] : undefined;
    if (typeof label !== 'string') return false;
    labels.add(label.toLowerCase());
  }
  return labels.size === elements.length;
}
