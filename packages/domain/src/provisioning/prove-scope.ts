import type { ScimScope } from './scim-scope.ts';
import { trip } from './trip.ts';

/** Token and connection are good at this moment; for answers that read nothing from the directory. */
export async function proveScope(scope: ScimScope): Promise<void> {
  await trip(scope, []);
}
