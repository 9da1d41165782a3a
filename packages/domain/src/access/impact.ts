import {
  listPersonDifferences,
  listServiceDifferences,
  type AccessDifference,
  type AccessLevel,
  type TenantTransaction,
} from '@rollcall/database';
import { listOf, rowsOfPage, type List } from '../list.ts';

type ServiceLevel = Readonly<{
  service: { id: string; name: string };
  before: AccessLevel | null;
  after: AccessLevel | null;
}>;

/** A person whose access a change gives or takes, service by service; `null` is no access. */
export type Affected = Readonly<{
  id: string;
  displayName: string | null;
  userName: string;
  changes: ServiceLevel[];
}>;

/**
 * Whose effective access a change changes. A higher level is gained, a lower one lost, so somebody may do both.
 * `notGranted` are people who may not sign in, and would have other access than before if they could.
 */
export type Impact = AccessDifference &
  Readonly<{
    /** The people the change can touch at all. */
    compared: number;
    /** True where those are too many to compare: then `compared` is all that is known. */
    tooMany: boolean;
    services: { id: string; name: string; gaining: number; losing: number }[];
    people: List<Affected>;
  }>;

/** The impact of what changes nobody's access. */
export function noImpact(): Impact {
  const people = { items: [], total: 0, page: 1, pageSize: 1 };
  return { gaining: 0, losing: 0, notGranted: 0, compared: 0, tooMany: false, services: [], people };
}

/** The impact where there are more people than can be compared. */
export function tooManyToCompare(compared: number): Impact {
  return { ...noImpact(), compared, tooMany: true };
}

/** The comparison that was made in this transaction, as people read it. */
export async function readImpact(
  tx: TenantTransaction,
  from: { difference: AccessDifference; compared: number; names: ReadonlyMap<string, string>; page: number },
): Promise<Impact> {
  const named = (id: string) => ({ id, name: from.names.get(id) ?? '' });
  const services = await listServiceDifferences(tx);
  const people = await listPersonDifferences(tx, rowsOfPage(from.page));
  return {
    ...from.difference,
    compared: from.compared,
    tooMany: false,
    services: services
      .map(({ serviceId, gaining, losing }) => ({ ...named(serviceId), gaining, losing }))
      .sort((one, other) => one.name.localeCompare(other.name)),
    people: listOf(from.page, people, ({ changes, ...person }) => ({
      ...person,
      changes: changes
        .map(({ serviceId, before, after }) => ({ service: named(serviceId), before, after }))
        .sort((one, other) => one.service.name.localeCompare(other.service.name)),
    })),
  };
}
