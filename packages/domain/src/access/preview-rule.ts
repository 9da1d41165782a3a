import { findMatched, type HolderCount } from '@rollcall/database';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { readRule, readRuleTarget } from './rules.ts';

/** Whom a rule matches now, or the sentence that says why it cannot be read and at which character. */
export type RulePreview =
  | Readonly<{ problem: string }>
  | (HolderCount &
      Readonly<{ problem: null; first: { id: string; displayName: string | null; userName: string }[] }>);

const firstShown = 5;

/** How many the rule matches, and the first few. */
export function previewRule(scope: Scope, rule: string): Promise<RulePreview> {
  return inTenant(scope, async (tx) => {
    const target = await readRuleTarget(tx);
    const read = readRule(target, rule.trim());
    if ('problem' in read) return { problem: read.problem };
    const { first, ...counts } = await findMatched(tx, target, read.filter, firstShown);
    const named = first.map(({ id, displayName, userName }) => ({ id, displayName, userName }));
    return { problem: null, ...counts, first: named };
  });
}
