import type { ProvisioningRow } from '@rollcall/database';
import type { Provisioning } from './provisioning.ts';

/** How far a connection has come: switched on, tested by a read, in use since the first write. */
export function connectionState(row: ProvisioningRow): Provisioning['connection']['state'] {
  if (!row.enabled) return 'disabled';
  if (row.firstWriteAt) return 'provisioning';
  return row.testedAt ? 'connectionTested' : 'neverContacted';
}
