import { migrate } from '@rollcall/database';
import { createLog } from '../log.ts';
import { readMigrationEnv } from './env.ts';

// The task of a deployment that runs before its services do, as the owner of the schema.
const log = createLog('info');
const applied = await migrate(readMigrationEnv().databaseUrl, {
  onStep: (name) => log.info({ migration: name }, 'applying'),
});
log.info(
  { applied },
  applied.length === 0 ? 'there was nothing to apply' : 'the schema is that of this release',
);
