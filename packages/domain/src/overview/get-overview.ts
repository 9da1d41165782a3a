import {
  countDirectory,
  listChanges,
  listComingsAndGoings,
  readProvisioning,
  type TenantTransaction,
} from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import { changeView, type Change } from '../ledger/change.ts';
import { connectionState } from '../provisioning/connection-state.ts';
import type { Provisioning } from '../provisioning/provisioning.ts';
import type { Scope } from '../scope.ts';

/** An organisation at a glance. `suspended` are those requested active and kept out all the same. */
export type Overview = Readonly<{
  people: Readonly<{
    total: number;
    active: number;
    inactive: number;
    suspended: number;
    /** Those who may be here already under another name. */
    held: number;
    archived: number;
    neverSignedIn: number;
    byOrigin: Readonly<{ scim: number; jit: number; local: number }>;
  }>;
  groups: number;
  provisioning: Readonly<{
    enabled: boolean;
    state: Provisioning['connection']['state'];
    dialect: Provisioning['dialect'];
    lastCallAt: string | null;
  }>;
  /** How many joined and left on each of the last days, oldest first, the days of UTC on which nobody did included. */
  comingsAndGoings: Day[];
  /** The newest changes, newest first. */
  recent: Change[];
}>;

/** `day` is a date, such as `2026-03-12`. */
type Day = Readonly<{ day: string; joined: number; left: number }>;

const recentShown = 10;
const daysShown = 90;
const dayMs = 86_400_000;

/** Who is here, how the connection does, and what changed last. */
export function getOverview(scope: Scope): Promise<Overview> {
  return inTenant(scope, async (tx) => {
    const { scim, jit, local, groups, ...people } = await countDirectory(tx);
    const provisioning = await readProvisioning(tx);
    const { rows } = await listChanges(tx, { offset: 0, limit: recentShown });
    return {
      people: { ...people, byOrigin: { scim, jit, local } },
      groups,
      provisioning: {
        enabled: provisioning.enabled,
        state: connectionState(provisioning),
        dialect: provisioning.dialect,
        lastCallAt: provisioning.lastCallAt?.toISOString() ?? null,
      },
      comingsAndGoings: await comingsAndGoings(tx, scope.now()),
      recent: rows.map(changeView),
    };
  });
}

async function comingsAndGoings(tx: TenantTransaction, now: Date): Promise<Day[]> {
  const today = Math.floor(now.getTime() / dayMs);
  const first = today - daysShown + 1;
  const known = new Map(
    (await listComingsAndGoings(tx, new Date(first * dayMs))).map((each) => [each.day, each]),
  );
  return Array.from({ length: daysShown }, (_, index) => {
    const day = new Date((first + index) * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, joined: 0, left: 0 };
  });
}
