import {
  findRole,
  insertRole,
  isUuid,
  listRules,
  recordChange,
  updateRole,
  type RoleRow,
  type RoleValues,
  type TenantTransaction,
} from '@rollcall/database';
import type { Filter } from '@rollcall/scim';
import { invalidInput, notFound } from '../errors.ts';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { differences, parseNames, withFreeName, type Described } from './parse-names.ts';
import { readRule, readRuleTarget, requireRule, ruleLimits } from './rules.ts';

export type RoleInput = Described & Readonly<{ id?: string | undefined; rule?: string | null | undefined }>;

/**
 * The role is there, or is as given; whom its rule matches holds it. Throws `invalidInput`, with the character where a
 * rule cannot be read, and `notFound`.
 */
export function saveRole(scope: Scope, input: RoleInput, asked: Asked): Promise<Outcome<{ id: string }>> {
  return changeAccess(scope, asked, async (tx) => {
    const before = input.id === undefined ? undefined : await requireRole(tx, input.id);
    const rule = input.rule === undefined ? (before?.rule ?? null) : input.rule?.trim() || null;
    const values = { ...parseNames(input), rule };
    return {
      people: { filters: await changedRules(tx, before, rule) },
      roles: before ? [before.id] : [],
      make: () => withFreeName('role', () => store(tx, scope, before, values)),
    };
  });
}

/** The rules whose people a change of the rule can touch: the one before, and the one after. */
async function changedRules(
  tx: TenantTransaction,
  before: RoleRow | undefined,
  rule: string | null,
): Promise<Filter[]> {
  const was = before?.rule ?? null;
  if (was === rule) return [];
  const target = await readRuleTarget(tx);
  const old = was === null ? undefined : readRule(target, was);
  const next = rule === null ? [] : [requireRule(target, rule)];
  if (rule !== null && was === null && (await listRules(tx)).length >= ruleLimits.rules) {
    throw invalidInput({
      rule: `${ruleLimits.rules} roles have a rule, which is all an organisation can have. Remove the rule of one first, or give this role to a group.`,
    });
  }
  return [...(old && 'filter' in old ? [old.filter] : []), ...next];
}

async function store(
  tx: TenantTransaction,
  scope: Scope,
  before: RoleRow | undefined,
  values: RoleValues,
): Promise<{ id: string }> {
  const paths = differences(before, values);
  if (before && paths.length === 0) return { id: before.id };
  const id = before ? before.id : await insertRole(tx, values);
  if (before) await updateRole(tx, id, values);
  await recordChange(tx, authorOf(scope), {
    resource: { type: 'Role', id, label: values.name },
    operation: before ? 'update' : 'create',
    paths: before ? paths : [],
  });
  return { id };
}

/** The role of that id. Throws `notFound`. */
export async function requireRole(tx: TenantTransaction, id: string): Promise<RoleRow> {
  const role = isUuid(id) ? await findRole(tx, id) : undefined;
  if (!role) throw notFound('This organisation has no role with that id.');
  return role;
}
