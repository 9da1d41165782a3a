import type { Database } from '@rollcall/database';
import { test as vitest } from 'vitest';
import type { Scope } from '../src/index.ts';
import { enableScim, newOrganisation, testConnection } from './test-organisation.ts';

type World = Readonly<{
  /** The database of the file. */
  db: Database;
  /** An organisation of the test's own in which nothing has happened, and an admin at work in it. */
  scope: Scope;
  /** Another organisation in which nothing has happened. */
  other: Scope;
  /** An organisation with its identity provider saved and SCIM on. */
  connected: Scope;
}>;

/** A test in organisations of its own: it takes what it needs, and no more is made. */
export const test = vitest.extend<World>({
  db: [
    // eslint-disable-next-line no-empty-pattern -- Vitest reads from this pattern what a fixture needs
    async ({}, use) => {
      await using connection = await testConnection();
      await use(connection.db);
    },
    { scope: 'file' },
  ],
  scope: async ({ db }, use) => use(await newOrganisation(db)),
  other: async ({ db }, use) => use(await newOrganisation(db, 'Otter Freight')),
  connected: async ({ db }, use) => {
    const scope = await newOrganisation(db);
    await enableScim(scope);
    await use(scope);
  },
});
