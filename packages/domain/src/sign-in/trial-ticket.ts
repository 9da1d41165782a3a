import type { KeyRing } from '../secrets/key-ring.ts';
import { sealer } from '../secrets/sealer.ts';
import { signInRefused } from './sign-in-refusal.ts';

const lifeMs = 2 * 60_000;

/** What lets a browser begin a trial of the settings on the public port, in the name of the admin who asked for it. */
export function sealTrialTicket(secretKeys: KeyRing, tenantId: string, by: string, now: Date): string {
  return sealer(secretKeys, 'rollcall sign-in trials').seal(tenantId, { by, until: now.getTime() + lifeMs });
}

/** The admin whose ticket it is. Throws `attemptGone` when it is of another organisation, too old, or none. */
export function openTrialTicket(secretKeys: KeyRing, tenantId: string, ticket: string, now: Date): string {
  const opened = sealer(secretKeys, 'rollcall sign-in trials').open(tenantId, ticket) as
    { by: string; until: number } | undefined;
  if (!opened || opened.until < now.getTime()) throw signInRefused('attemptGone');
  return opened.by;
}
