import {
  insertToken,
  lockProvisioning,
  recordChange,
  takenSlots,
  type TenantTransaction,
} from '@rollcall/database';
import { invalidInput, noFreeSlot } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { hashToken, hintOf, newTokenSecret } from './token-secret.ts';
import { maxLiveTokens, tokenAt, type Token } from './token.ts';

/** A year unless asked otherwise, and never more than two. */
export const tokenLifeDays = { usual: 365, most: 730 } as const;

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A new API token is live; its secret is in this answer and nowhere else. Expired tokens have given up their slots.
 * Throws `invalidInput`, and `noFreeSlot` when two are live.
 */
export async function generateToken(
  scope: Scope,
  input: { label: string; expiresInDays?: number },
): Promise<{ token: Token; secret: string }> {
  const { label, expiresInDays } = checked(input);
  const secret = newTokenSecret();
  const createdAt = scope.now();
  return inTenant(scope, async (tx) => {
    await lockProvisioning(tx);
    const row = await insertToken(tx, {
      hash: hashToken(secret),
      hint: hintOf(secret),
      label,
      slot: await freeSlot(tx, createdAt),
      createdBy: scope.actor.label,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInDays * dayMs),
    });
    const token = tokenAt(createdAt, row);
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Token', id: token.id, label },
      operation: 'create',
      paths: [
        { path: 'hint', before: null, after: token.hint },
        { path: 'expiresAt', before: null, after: token.expiresAt },
      ],
    });
    return { token, secret };
  });
}

function checked(input: { label: string; expiresInDays?: number }): { label: string; expiresInDays: number } {
  const label = input.label.trim();
  const expiresInDays = input.expiresInDays ?? tokenLifeDays.usual;
  const fields: Record<string, string> = {};
  if (label.length < 1 || label.length > 80)
    fields['label'] = 'Give the token a label of 1 to 80 characters.';
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > tokenLifeDays.most) {
    fields['expiresInDays'] = `A token lives 1 to ${tokenLifeDays.most} days.`;
  }
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  return { label, expiresInDays };
}

async function freeSlot(tx: TenantTransaction, now: Date): Promise<number> {
  const taken = await takenSlots(tx, now);
  for (let slot = 1; slot <= maxLiveTokens; slot++) if (!taken.includes(slot)) return slot;
  throw noFreeSlot();
}
