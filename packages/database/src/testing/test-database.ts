import { inject } from 'vitest';
import { cloneDatabase, type ClonedDatabase } from './clone-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    rollcallTemplateUrl: string;
  }
}

/** A migrated, empty database for one test file: `await using database = await testDatabase()`, or dispose it after. */
export function testDatabase(): Promise<ClonedDatabase> {
  const templateUrl = inject('rollcallTemplateUrl') as string | undefined;
  if (!templateUrl) {
    throw new Error(
      `No template database: set globalSetup: ['@rollcall/database/testing'] in vitest.config.ts.`,
    );
  }
  return cloneDatabase(templateUrl);
}
