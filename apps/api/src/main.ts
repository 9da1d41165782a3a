import { connect, disconnect } from '@rollcall/database';
import { createOutbound, createScimDoor, createSignInDoor } from '@rollcall/domain';
import { createTracing } from '@rollcall/telemetry';
import { collectDefaultMetrics } from 'prom-client';
import { createAdminApp } from './admin/app.ts';
import { createMetrics } from './create-metrics.ts';
import { readEnv } from './env.ts';
import { createFeedApp } from './feed/app.ts';
import { listen } from './listen.ts';
import { createLog } from './log.ts';
import { publicPort } from './public-port.ts';
import { recordActivities } from './scim/activity.ts';
import { createScimApp } from './scim/app.ts';
import { createSignInApp } from './sign-in/app.ts';
import { traceRequests } from './trace-requests.ts';
import { measureEvents } from './worker/measure-events.ts';
import { startBackground } from './worker/start-background.ts';

const env = readEnv();
const log = createLog(env.logLevel);
const now = () => new Date();
const metrics = createMetrics();
collectDefaultMetrics({ register: metrics });
const db = connect(env.databaseUrl, {
  max: env.poolSize,
  onError: (error) => log.warn({ err: error }, 'an idle database connection broke'),
});
measureEvents(metrics, { db, now });
const tracing = createTracing({ service: 'rollcall-api', endpoint: env.tracesTo, share: env.tracedShare });
const outbound = createOutbound(env);
const activity = recordActivities({ log, now });
const door = createScimDoor({ db, publicOrigin: env.publicOrigin, secretKeys: env.secretKeys, now });

const signInDoor = createSignInDoor({ ...env, db, outbound, now });

const publicServer = await listen(
  traceRequests(
    tracing,
    publicPort({
      scim: createScimApp({ ...env, door, activity, log, metrics }),
      feed: createFeedApp({ db, log, now }),
      signIn: createSignInApp({ ...env, door: signInDoor, log }),
    }),
    'public',
  ),
  env.publicPort,
);
const privateServer = await listen(
  traceRequests(tracing, createAdminApp({ ...env, db, log, now, metrics, outbound }), 'private'),
  env.privatePort,
  env.privateHost,
);
const background = env.worker ? await startBackground({ ...env, outbound, log, now }) : undefined;
log.info({ publicPort: publicServer.port, privatePort: privateServer.port }, 'ready');

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));

/** Requests under way are answered and jobs under way are done, then connections end. */
async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  await Promise.all([publicServer.close(), privateServer.close(), background?.stop()]);
  await activity.stop();
  await outbound.close();
  await tracing?.stop();
  await disconnect(db);
}
