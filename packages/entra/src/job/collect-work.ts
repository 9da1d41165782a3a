import { flows } from '../mapping/map-source.ts';
import { dueEntries } from './escrow.ts';
import { isInScope } from './cycle.ts';
import type { Cycle } from './cycle.ts';

/** What a cycle looks at: touched attributes per user, touched members per group. */
export type Work = {
  users: Map<string, ReadonlySet<string> | 'all'>;
  groups: Map<string, ReadonlySet<string> | 'all'>;
};

/** Everything in the directory and everything linked, as an initial cycle examines it. */
export function allWork({ directory, state }: Cycle): Work {
  const whole = (...sources: Iterable<string>[]): Map<string, 'all'> =>
    new Map(sources.flatMap((ids) => Array.from(ids, (id) => [id, 'all'] as const)));
  return {
    users: whole(directory.users.keys(), state.users.keys()),
    groups: whole(directory.groups.keys(), state.groups.keys()),
  };
}

/** What changed since the watermark, together with the failures whose next attempt is due. */
export function changedWork({ directory, state }: Cycle): Work {
  const work: Work = { users: new Map(), groups: new Map() };
  for (const touch of directory.touchedSince(state.watermark)) {
    if ('user' in touch) note(work.users, touch.user, touch.attributes);
    else note(work.groups, touch.group, touch.members);
  }
  for (const { kind, object } of dueEntries(state)) {
    if (kind === 'user') note(work.users, object, 'all');
    else if (kind === 'manager') note(work.users, object, ['manager']);
    else note(work.groups, object, kind === 'group' ? [] : 'all');
  }
  return work;
}

/** Whether the touched attributes call for a look at the user itself, its manager left aside. */
export function needsUserStep(cycle: Cycle, id: string, touched: ReadonlySet<string> | 'all'): boolean {
  if (touched === 'all') return true;
  const user = cycle.directory.users.get(id);
  if (user === undefined) return true;
  const attributes = [...touched].filter((name) => name !== 'manager' && name !== 'assignment');
  if (touched.has('assignment') && cycle.state.seen.get(id)?.inScope !== isInScope(cycle, user)) return true;
  return attributes.length > 0 && flows(user, attributes, cycle.settings.mappings);
}

function note(
  work: Map<string, ReadonlySet<string> | 'all'>,
  id: string,
  names: readonly string[] | 'all',
): void {
  const before = work.get(id);
  if (before === 'all' || names === 'all') work.set(id, 'all');
  else work.set(id, new Set([...(before ?? []), ...names]));
}
