/** JSON as the peer stores it. */
export type Json = { [name: string]: unknown };

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

type Target = { extension?: string; attribute: string; filter?: [string, string]; sub?: string };

function parsePath(path: string): Target {
  const isExtension = path.toLowerCase().startsWith(`${enterprise.toLowerCase()}:`);
  const rest = isExtension ? path.slice(enterprise.length + 1) : path;
  const match = /^(\w+)(?:\[(\w+) eq "([^"]*)"\])?(?:\.(\w+))?$/.exec(rest);
  if (match === null) throw new Error(`cannot read the path ${path}`);
  const [, attribute = '', key, value = '', sub] = match;
  return {
    attribute,
    ...(isExtension && { extension: enterprise }),
    ...(key !== undefined && { filter: [key, value] as [string, string] }),
    ...(sub !== undefined && { sub }),
  };
}

/** The resource after one PATCH operation, in either dialect. */
export function applyOperation(resource: Json, operation: Json): void {
  const op = String(operation['op']).toLowerCase();
  const { path, value } = operation;
  if (path === undefined) {
    for (const [key, one] of Object.entries(value as Json)) setAt(resource, parsePath(key), one);
  } else if (path === 'members' && op === 'add') addMembers(resource, value as Json[]);
  else if (path === 'members' && op === 'remove')
    removeMembers(
      resource,
      (value as Json[]).map((one) => one['value']),
    );
  else if (op === 'remove') removeAt(resource, parsePath(path as string));
  else setAt(resource, parsePath(path as string), value);
}

/** The value at an attribute path. */
export function valueAt(resource: Json, path: string): unknown {
  const { extension, attribute, filter, sub } = parsePath(path);
  const container = extension === undefined ? resource : ((resource[extension] ?? {}) as Json);
  let value = container[attribute];
  if (filter !== undefined) value = ((value ?? []) as Json[]).find((one) => one[filter[0]] === filter[1]);
  if (attribute === 'manager' && typeof value === 'object') value = (value as Json)['value'];
  return sub === undefined ? value : (value as Json | undefined)?.[sub];
}

function setAt(resource: Json, { extension, attribute, filter, sub }: Target, value: unknown): void {
  const container = (extension === undefined ? resource : (resource[extension] ??= {})) as Json;
  if (filter !== undefined) {
    const list = (container[attribute] ??= []) as Json[];
    let element = list.find((one) => one[filter[0]] === filter[1]);
    if (element === undefined) list.push((element = { [filter[0]]: filter[1] }));
    element[sub ?? 'value'] = value;
  } else if (sub !== undefined) ((container[attribute] ??= {}) as Json)[sub] = value;
  else if (attribute === 'manager' && value === '') delete container['manager'];
  else if (attribute === 'manager') container['manager'] = { value };
  else if (attribute === 'active') container['active'] = String(value).toLowerCase() === 'true';
  else container[attribute] = value;
}

function removeAt(resource: Json, { extension, attribute, filter }: Target): void {
  const container = (extension === undefined ? resource : (resource[extension] ?? {})) as Json;
  if (attribute === 'members' && filter !== undefined) removeMembers(resource, [filter[1]]);
  else delete container[attribute];
}

function addMembers(resource: Json, members: Json[]): void {
  const present = (resource['members'] ??= []) as Json[];
  for (const { value } of members) {
    if (!present.some((one) => one['value'] === value)) present.push({ value });
  }
}

function removeMembers(resource: Json, values: unknown[]): void {
  resource['members'] = ((resource['members'] ?? []) as Json[]).filter(
    (one) => !values.includes(one['value']),
  );
}
