import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matchFilter, parseFilter, userResource } from '@rollcall/scim';
import { somePeople } from './any-person.ts';
import { anyUserFilter } from './any-user-filter.ts';
import { storePeople, type StoredPeople } from './people-in-postgres.ts';

let people: StoredPeople;
beforeAll(async () => {
  people = await storePeople(somePeople(50));
});
afterAll(() => people[Symbol.asyncDispose]());

/** Whom Postgres finds beside whom the engine finds. */
async function found(text: string) {
  const filter = parseFilter(text);
  const byEngine = people.resources.filter((person) => matchFilter(userResource, filter, person));
  return { byPostgres: await people.find(filter), byEngine: byEngine.map(({ id }) => id).sort() };
}

test(
  'Postgres finds whom the engine finds, whatever the filter (RFC 7644 §3.4.2.2)',
  { timeout: 60_000 },
  async () => {
    let matched = 0;
    const property = fc.asyncProperty(anyUserFilter(people.resources.map(({ id }) => id)), async (text) => {
      const { byPostgres, byEngine } = await found(text);
      if (byEngine.length > 0 && byEngine.length < people.resources.length) matched += 1;
      expect(byPostgres).toEqual(byEngine);
    });
    await fc.assert(property, { numRuns: 3000, seed: 2026 });
    // Filters that match everybody or nobody would agree too easily.
    expect(matched).toBeGreaterThan(1000);
  },
);
