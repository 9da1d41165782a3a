import { groupMappings } from './attribute-mappings.ts';
import type { SourceGroup, SourceUser } from '../directory/source.ts';
import type { UserMapping } from './attribute-mappings.ts';

/** A value that flows to a target attribute. */
export type MappedValue = { target: string; value: string | boolean; onlyAtCreation: boolean };

/** The values a user sends; attributes without a value are absent, since nulls do not flow. */
export function mapUser(
  user: SourceUser,
  isActive: boolean,
  mappings: readonly UserMapping[],
): MappedValue[] {
  const values: MappedValue[] = [];
  for (const mapping of mappings) {
    const value =
      mapping.source === 'expression'
        ? (mapping.evaluate?.(user, { isSoftDeleted: !isActive }) ?? null)
        : user[mapping.source];
    if (value !== null && value !== '') {
      values.push({ target: mapping.target, value, onlyAtCreation: mapping.onlyAtCreation ?? false });
    }
  }
  return values;
}

/** The values a group sends. */
export function mapGroup(group: SourceGroup): MappedValue[] {
  return groupMappings.map(({ source, target }) => ({ target, value: group[source], onlyAtCreation: false }));
}

/** Whether a change of these source attributes can send anything: one of them is mapped and has a value. */
export function flows(
  user: SourceUser,
  attributes: Iterable<string>,
  mappings: readonly UserMapping[],
): boolean {
  const cleared = new Set<string>();
  for (const name of attributes) {
    if (!(name in user)) return true;
    if (user[name as keyof SourceUser] !== null) return true;
    cleared.add(name);
  }
  // An expression over a cleared attribute may still change what it yields.
  return mappings.some((mapping) => [...cleared].some((name) => mapping.expression?.includes(`[${name}]`)));
}
