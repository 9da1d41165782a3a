import { connect, disconnect } from '@rollcall/database';
import { resealSecrets } from '@rollcall/domain';
import { readEnv } from '../env.ts';
import { createLog } from '../log.ts';

// A task by hand, in the environment of the API: what is under an older key of SECRET_KEY comes under the first.
const { databaseUrl, secretKeys, logLevel } = readEnv();
const log = createLog(logLevel);
const db = connect(databaseUrl, { max: 1 });
const { secrets, resealed, lost } = await resealSecrets(db, secretKeys);
await disconnect(db);
for (const { tenantId, place } of lost) log.error({ tenantId, place }, 'no key of SECRET_KEY opens this');
log.info({ secrets, resealed, lost: lost.length }, 'every other secret is under the first key');
process.exitCode = lost.length === 0 ? 0 : 1;
