import { scim } from '@better-auth/scim';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { getAuthTables } from 'better-auth/db';
import { toNodeHandler } from 'better-auth/node';
import { serve } from './serve.ts';

const token = 'conform-peer-token-of-sufficient-length-0123456789';
const credentials = [{ type: 'bearer', id: 'conform', token }] as const;
// The plugin is declared for optional properties that may be undefined, which our compiler holds apart from absent.
const plugin = scim({ connections: [{ id: 'conform', credentials }] }) as never;
const options: BetterAuthOptions = {
  baseURL: 'http://127.0.0.1',
  secret: 'a secret for one run of the checks, never kept',
  rateLimit: { enabled: false },
  plugins: [plugin],
};
const tables = Object.values(getAuthTables(options)).map(
  ({ modelName }) => [modelName, [] as object[]] as const,
);
const auth = betterAuth({ ...options, database: memoryAdapter(Object.fromEntries(tables)) });
const handle = toNodeHandler(auth);
await serve({
  name: '@better-auth/scim',
  handler: (request, response) => void handle(request, response),
  path: '/api/auth/scim/v2',
  token,
});
