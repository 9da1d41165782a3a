import type { MigrationVariable } from '@rollcall/environment';
import { databaseUrl } from '../database-url.ts';

/** The database as whoever may migrate it; throws one sentence that names every variable that is missing. */
export function readMigrationEnv(env: NodeJS.ProcessEnv = process.env): { databaseUrl: string } {
  const missing: string[] = [];
  const url = databaseUrl(env, (name) => missing.push(name));
  refuse(missing);
  return { databaseUrl: url };
}

/** The database as its administrator, and the two roles that have to be there. */
export function readRolesEnv(env: NodeJS.ProcessEnv = process.env) {
  const missing: string[] = [];
  const url = databaseUrl(env, (name) => missing.push(name));
  const settings = {
    databaseUrl: url,
    owner: { user: text('OWNER_USER'), password: text('OWNER_PASSWORD') },
    service: { user: text('SERVICE_USER'), password: text('SERVICE_PASSWORD') },
  };
  refuse(missing);
  return settings;

  function text(name: MigrationVariable): string {
    const value = env[name];
    if (!value) missing.push(name);
    return value ?? '';
  }
}

function refuse(missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw new Error(
    `The environment is not complete. ${missing.map((name) => `${name} is missing.`).join(' ')}`,
  );
}
