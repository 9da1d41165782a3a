import { isObject } from '../mapping/target-path.ts';
import { runConcurrently } from '../job/run-concurrently.ts';
import { digestOf, wantedValues } from '../job/provision-user.ts';
import { variantOf } from '../job/cycle.ts';
import { scimRequests } from '../protocol/requests.ts';
import type { Cycle } from '../job/cycle.ts';
import type { ScimRequest } from '../protocol/requests.ts';
import type { Comparison } from './comparison.ts';

const sampleSize = 12;

/** A sample of linked objects is found by its matching attribute, in any case, disabled users among them. */
export async function compareMatching(cycle: Cycle, comparison: Comparison): Promise<void> {
  const checks = [...userChecks(cycle), ...groupChecks(cycle)];
  await runConcurrently(
    checks,
    cycle.settings.concurrency,
    async ({ object, attribute, value, id, request }) => {
      const { status, body } = await cycle.send(request);
      const found = isObject(body) && Array.isArray(body['Resources']) ? body['Resources'].map(idOf) : [];
      if (status === 200 && found.length === 1 && found[0] === id) return;
      const attributePath = `${attribute} eq "${value}"`;
      comparison.differences.push({
        object,
        attribute: attributePath,
        expected: [id],
        found: status === 200 ? found : status,
      });
    },
  );
}

type Check = { object: string; attribute: string; value: string; id: string; request: ScimRequest };

function userChecks(cycle: Cycle): Check[] {
  const { directory, state, settings } = cycle;
  const [attribute = 'userName'] = settings.matching;
  const candidates = [...state.users].flatMap(([object, { id }]) => {
    const user = directory.users.get(object);
    const values = user === undefined ? [] : wantedValues(cycle, user);
    const value = values.find(({ target }) => target === attribute)?.value;
    const seen = state.seen.get(object);
    // A user out of scope may have been renamed meanwhile, which is not sent.
    if (user === undefined || typeof value !== 'string' || seen?.digest !== digestOf(values)) return [];
    return [{ user, id, value, inScope: seen.inScope }];
  });
  const disabled = candidates.filter(({ inScope }) => !inScope);
  const active = candidates.filter(({ inScope }) => inScope);
  return [...sample(disabled, 3), ...sample(active, sampleSize)].flatMap(({ user, id, value }) =>
    spellings(value, attribute === 'userName').map((spelling) => ({
      object: user.userPrincipalName,
      attribute,
      value: spelling,
      id,
      request: scimRequests.matchUser(attribute, spelling, variantOf(cycle, spelling)),
    })),
  );
}

function groupChecks(cycle: Cycle): Check[] {
  const current = [...cycle.state.groups].flatMap(([object, { id }]) => {
    const group = cycle.directory.groups.get(object);
    return group === undefined ? [] : [{ id, value: group.displayName }];
  });
  return sample(current, sampleSize).flatMap(({ id, value }) =>
    spellings(value, true).map((spelling) => ({
      object: value,
      attribute: 'displayName',
      value: spelling,
      id,
      request: scimRequests.matchGroup('displayName', spelling, variantOf(cycle, spelling)),
    })),
  );
}

// Outside ASCII, upper and lower case are not each other's inverse in every language.
function spellings(value: string, isCaseInsensitive: boolean): string[] {
  const hasPlainCase = /^[\x20-\x7e]*$/.test(value);
  if (!isCaseInsensitive || !hasPlainCase) return [value];
  return [...new Set([value, value.toUpperCase(), value.toLowerCase()])];
}

function sample<T>(items: readonly T[], size: number): T[] {
  const step = Math.max(1, Math.floor(items.length / size));
  return items.filter((_, i) => i % step === 0).slice(0, size);
}

function idOf(resource: unknown): unknown {
  return isObject(resource) ? resource['id'] : undefined;
}
