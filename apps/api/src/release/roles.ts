import { prepareRoles } from '@rollcall/database';
import { createLog } from '../log.ts';
import { readRolesEnv } from './env.ts';

// The task of a deployment that runs before the migrations do, as the administrator of the database.
const { databaseUrl, owner, service } = readRolesEnv();
await prepareRoles(databaseUrl, { owner, service });
createLog('info').info({ owner: owner.user, service: service.user }, 'the roles are there');
