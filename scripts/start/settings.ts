import { join } from 'node:path';
import { StartError } from './start-error.ts';

/** Everything `start` is told: by its flags, by the environment, and else by these defaults. */
export type Settings = ReturnType<typeof readSettings>;

/** Where the checkout is. */
export const root = join(import.meta.dirname, '../..');

/** The settings of this start; throws a StartError that names the variable that cannot be used. */
export function readSettings(argv: readonly string[], env: NodeJS.ProcessEnv) {
  const ports = {
    ADMIN_PORT: port('ADMIN_PORT', 3000),
    PUBLIC_PORT: port('PUBLIC_PORT', 4000),
    PRIVATE_PORT: port('PRIVATE_PORT', 4001),
    POSTGRES_PORT: port('POSTGRES_PORT', 4002),
    IDENTITY_PROVIDER_PORT: port('IDENTITY_PROVIDER_PORT', 4003),
  };
  const unknown = argv.find((argument) => argument !== '--watch');
  if (unknown !== undefined) throw new StartError(`start knows --watch, not ${unknown}.`);
  return {
    watch: argv.includes('--watch'),
    ports,
    databaseUrl: env['DATABASE_URL'] || undefined,
    secretKey: key('SECRET_KEY'),
    publicOrigin: env['PUBLIC_ORIGIN'] || `http://localhost:${ports.PUBLIC_PORT}`,
    adminOrigin: env['ADMIN_ORIGIN'] || `http://localhost:${ports.ADMIN_PORT}`,
    /** The simulated identity provider of the demo. */
    issuer: `http://127.0.0.1:${ports.IDENTITY_PROVIDER_PORT}`,
    privateUrl: `http://127.0.0.1:${ports.PRIVATE_PORT}`,
    /** Data, logs and what has to be remembered from one start to the next. */
    folder: join(root, '.rollcall'),
  };

  function key(name: string): string | undefined {
    const value = env[name] || undefined;
    if (value === undefined || Buffer.from(value, 'base64').length === 32) return value;
    throw new StartError(
      `${name} must be 32 random bytes in base64, as "openssl rand -base64 32" makes them.`,
    );
  }

  function port(name: string, otherwise: number): number {
    const value = Number(env[name] || otherwise);
    if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
    throw new StartError(`${name} must be a port number, not "${env[name]}".`);
  }
}
