import {
  listRules,
  listTenantSchemas,
  requireTranslatable,
  ruleTarget,
  type RoleRule,
  type Rules,
  type TenantTransaction,
} from '@rollcall/database';
import { dialects, parseFilter, ScimError, type AttributePath, type Filter } from '@rollcall/scim';
import { invalidInput } from '../errors.ts';
import { tenantTypes } from '../provisioning/tenant-types.ts';

/** Published in docs/limits.md: every question after a person's access asks each rule. */
export const ruleLimits = { rules: 100, length: 1000 } as const;

/** The organisation's rules that can be read. One that no longer can, such as after its schema went, matches nobody. */
export async function readRules(tx: TenantTransaction): Promise<Rules> {
  const target = await readRuleTarget(tx);
  const of = (await listRules(tx)).flatMap(({ id, rule }): RoleRule[] => {
    const read = readRule(target, rule);
    return 'filter' in read ? [{ roleId: id, filter: read.filter }] : [];
  });
  return { target, of };
}

/** Users, as the organisation's schemas describe them to a rule. */
export async function readRuleTarget(tx: TenantTransaction): Promise<Rules['target']> {
  const user = tenantTypes(await listTenantSchemas(tx)).find(({ name }) => name === 'User');
  if (!user) throw new Error('There is always a type User');
  return ruleTarget(user.resourceSchema);
}

/** The rule as a filter that Postgres can answer, else the sentence that says why not and at which character. */
export function readRule(target: Rules['target'], rule: string): { filter: Filter } | { problem: string } {
  if (rule.length > ruleLimits.length)
    return { problem: `A rule has at most ${ruleLimits.length} characters.` };
  let filter: Filter | undefined;
  try {
    filter = parseFilter(rule, dialects.rfc);
    requireTranslatable(target, filter);
    return { filter };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { problem: filter ? withPlace(error.message, target, filter, rule) : error.message };
  }
}

/** The rule as a filter. Throws `invalidInput`. */
export function requireRule(target: Rules['target'], rule: string): Filter {
  const read = readRule(target, rule);
  if ('problem' in read) throw invalidInput({ rule: read.problem });
  return read.filter;
}

/** A tree knows no characters, but its comparisons stand in the order of the text. */
function withPlace(sentence: string, target: Rules['target'], filter: Filter, rule: string): string {
  const bare = rule.replace(/"(?:\\.|[^"\\])*"/g, (text) => ' '.repeat(text.length)).toLowerCase();
  let at = 0;
  for (const { path, asked } of comparisons(filter)) {
    at = bare.indexOf(writtenStart(path), at);
    if (!isTranslatable(target, asked)) break;
    at += writtenStart(path).length;
  }
  return `${sentence.replace(/\.$/, '')} (character ${at + 1}).`;
}

/** Each comparison with what denies it. */
function comparisons(filter: Filter): { path: AttributePath; asked: Filter }[] {
  if (filter.kind === 'logical') return [...comparisons(filter.left), ...comparisons(filter.right)];
  if (filter.kind !== 'not') return [{ path: filter.path, asked: filter }];
  return comparisons(filter.filter).map(({ path, asked }) => ({
    path,
    asked: { kind: 'not', filter: asked },
  }));
}

const writtenStart = ({ schema, attribute }: AttributePath) => (schema ?? attribute).toLowerCase();

function isTranslatable(target: Rules['target'], filter: Filter): boolean {
  try {
    requireTranslatable(target, filter);
    return true;
  } catch (error) {
    if (error instanceof ScimError) return false;
    throw error;
  }
}
