import type { KeyRing } from '@rollcall/domain';
import type { ApiVariable } from '@rollcall/environment';
import { databaseUrl } from './database-url.ts';

/** The settings of the process, from its environment. */
export type Env = ReturnType<typeof readEnv>;

/** What the environment says, checked; throws one sentence that names every variable that is missing or wrong. */
export function readEnv(env: NodeJS.ProcessEnv = process.env) {
  const problems: string[] = [];
  const settings = {
    databaseUrl: databaseUrl(env, missing),
    publicPort: number('PUBLIC_PORT', 4000),
    privatePort: number('PRIVATE_PORT', 4001),
    /** Where the private port listens: only this machine unless a network of its own protects it. */
    privateHost: env['PRIVATE_HOST'] ?? '127.0.0.1',
    /** Scheme and host of Base URLs. */
    publicOrigin: origin('PUBLIC_ORIGIN'),
    /** Scheme and host of the Command Center. */
    adminOrigin: origin('ADMIN_ORIGIN'),
    secretKeys: keys('SECRET_KEY'),
    logLevel: env['LOG_LEVEL'] ?? 'info',
    poolSize: number('DATABASE_POOL', 20),
    trustedProxies: number('TRUSTED_PROXIES', 0),
    /** Whether addresses that admins typed may lead to this machine: in development and tests only. */
    allowLoopback: env['OUTBOUND_LOOPBACK'] === 'true',
    /** The collector that takes traces, over OTLP; without it there are none. */
    tracesTo: env['OTEL_EXPORTER_OTLP_ENDPOINT'],
    /** The share of requests that are traced. */
    tracedShare: share('OTEL_TRACES_SAMPLER_ARG', 0.05),
    /** Whether this process does background work too. */
    worker: toggle('WORKER', true),
    /** How many times faster than usual webhooks time out and are tried again: above 1 in tests only. */
    deliveryHaste: Math.max(1, number('DELIVERY_HASTE', 1)),
  };
  if (problems.length > 0) throw new Error(`The environment is not complete. ${problems.join(' ')}`);
  return settings;

  function text(name: ApiVariable): string {
    const value = env[name];
    if (!value) missing(name);
    return value ?? '';
  }

  function missing(name: ApiVariable): void {
    problems.push(`${name} is missing.`);
  }

  function origin(name: ApiVariable): string {
    const value = text(name);
    if (value && !URL.canParse(value))
      problems.push(`${name} must be an address such as https://scim.example.com.`);
    return value.replace(/\/+$/, '');
  }

  function number(name: ApiVariable, otherwise: number): number {
    const value = env[name] === undefined ? otherwise : Number(env[name]);
    if (!Number.isInteger(value) || value < 0) problems.push(`${name} must be a whole number.`);
    return value;
  }

  function share(name: ApiVariable, otherwise: number): number {
    const value = env[name] === undefined ? otherwise : Number(env[name]);
    if (!(value >= 0 && value <= 1)) problems.push(`${name} must be a number from 0 to 1.`);
    return value;
  }

  function toggle(name: ApiVariable, otherwise: boolean): boolean {
    const value = env[name] ?? (otherwise ? 'on' : 'off');
    if (value !== 'on' && value !== 'off') problems.push(`${name} must be on or off.`);
    return value === 'on';
  }

  /** The first seals, all of them open. */
  function keys(name: ApiVariable): KeyRing {
    const [first, ...others] = text(name)
      .split(',')
      .map((key) => Buffer.from(key, 'base64'));
    const ring: KeyRing = [first ?? Buffer.alloc(0), ...others];
    if (env[name] && !ring.every(({ length }) => length === 32)) {
      problems.push(`${name} must be 32 random bytes in base64, or several such keys with commas between.`);
    }
    return ring;
  }
}
