import type { Discovery } from './discover.ts';

/** What a check needs: a feature of ServiceProviderConfig, a resource type, an extension, or an attribute of a schema. */
export type Need =
  | 'patch'
  | 'bulk'
  | 'filter'
  | 'sort'
  | 'etag'
  | 'cursor'
  | 'index'
  | 'search'
  | 'Group'
  | 'Enterprise'
  | `User.${string}`
  | `Enterprise.${string}`;

/** The first need that the server does not advertise, in words; undefined when it has them all. */
export function missing(needs: readonly Need[], discovery: Discovery): string | undefined {
  const lacking = needs.find((need) => !has(need, discovery));
  return lacking === undefined ? undefined : `${lacking} is not offered`;
}

function has(need: Need, { features, types, attributes }: Discovery): boolean {
  if (need === 'Group') return types.Group !== undefined;
  if (need === 'Enterprise') return attributes.Enterprise !== undefined;
  const [owner, ...path] = need.split('.');
  if (owner === 'User' || owner === 'Enterprise') {
    const known = attributes[owner];
    // Where schemas cannot be read, the core User of RFC 7643 §4.1 is taken for granted.
    return known?.has(path.join('.').toLowerCase()) ?? owner === 'User';
  }
  return features.has(need);
}
