import {
  compareAccess,
  nameServices,
  noteAccessBefore,
  notePeople,
  rolesOpening,
  servicesOpenedBy,
  takeAccessTurn,
  tryWithTenant,
  type Sought,
  type TenantTransaction,
} from '@rollcall/database';
import { accessChanged } from '../errors.ts';
import type { Scope } from '../scope.ts';
import { readImpact, tooManyToCompare, type Impact } from './impact.ts';
import { readRules } from './rules.ts';

/** Without `confirm` a change is only tried. With it the admin has seen that so many people lose something. */
export type Asked = Readonly<{
  confirm?: Readonly<{ losing: number }> | undefined;
  /** The page of the people affected. */
  page?: number | undefined;
}>;

/** A change of roles, rules, policies or services, ready to be made. */
export type PlannedChange<Result> = Readonly<{
  /** The only people whose access it can change, as they are found before it. */
  people: Sought;
  /** The services it can open or close: these, and what those roles open. */
  services?: readonly string[];
  roles?: readonly string[];
  make: () => Promise<Result>;
}>;

/** What a change does, and its result where it was made. */
export type Outcome<Result> = Readonly<{ impact: Impact }> &
  (Readonly<{ applied: true; result: Result }> | Readonly<{ applied: false }>);

/** More people than these are counted and not compared. */
export const maxCompared = 200_000;

/**
 * The change is made in a transaction that sees one moment throughout, and effective access before and after it compared:
 * what is shown is what happens. It stays only where that was confirmed; else nothing has happened. Throws
 * `accessChanged` where more people would lose something than the admin has seen.
 */
export function changeAccess<Result>(
  scope: Scope,
  asked: Asked,
  plan: (tx: TenantTransaction) => Promise<PlannedChange<Result>>,
  limit = maxCompared,
): Promise<Outcome<Result>> {
  return whenConfirmed(scope, asked, async (tx) => madeAndCompared(tx, await plan(tx), asked.page, limit));
}

/** The same for work that says its impact itself: what it did stays where that was confirmed, else nothing has happened. */
export function whenConfirmed<Result>(
  scope: Scope,
  { confirm }: Asked,
  work: (tx: TenantTransaction) => Promise<{ impact: Impact; result: Result }>,
): Promise<Outcome<Result>> {
  return tryWithTenant<Outcome<Result>>(scope.db, scope.tenant.id, async (tx) => {
    await takeAccessTurn(tx);
    const { impact, result } = await work(tx);
    if (!confirm) return { keep: false, result: { applied: false, impact } };
    if (impact.losing > confirm.losing) throw accessChanged(impact.losing, confirm.losing);
    return { keep: true, result: { applied: true, impact, result } };
  });
}

/** The change is made in this transaction, and what that does to people's access is answered with its result. */
export async function madeAndCompared<Result>(
  tx: TenantTransaction,
  change: PlannedChange<Result>,
  page = 1,
  limit = maxCompared,
): Promise<{ impact: Impact; result: Result }> {
  const rules = await readRules(tx);
  const compared = await notePeople(tx, change.people, rules);
  if (compared > limit) return { impact: tooManyToCompare(compared), result: await change.make() };

  const opened = await servicesOpenedBy(tx, change.roles ?? []);
  const services = [...new Set([...(change.services ?? []), ...opened])];
  await noteAccessBefore(tx, { services, roles: await rolesOpening(tx, services), rules });
  const before = await nameServices(tx, services);
  const result = await change.make();
  const difference = await compareAccess(tx, {
    services,
    roles: await rolesOpening(tx, services),
    rules: await readRules(tx),
  });
  const names = new Map([...before, ...(await nameServices(tx, services))]);
  return { impact: await readImpact(tx, { difference, compared, names, page }), result };
}
