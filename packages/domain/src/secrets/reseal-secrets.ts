import { listTenantIds, rewriteSecrets, withTenant, type Database } from '@rollcall/database';
import { decryptSecret, encryptSecret, isCurrent } from './encrypt-secret.ts';
import type { KeyRing } from './key-ring.ts';

/** How many stored secrets there are, how many are under the first key since now, and whose cannot be opened. */
export type Resealed = Readonly<{ secrets: number; resealed: number; lost: readonly LostSecret[] }>;

type LostSecret = Readonly<{ tenantId: string; place: string }>;

/**
 * Every stored secret of every organisation is under the first key, except those whose key is not on the ring. Admins may go
 * on saving secrets meanwhile, and doing it twice does no harm.
 */
export async function resealSecrets(db: Database, secretKeys: KeyRing): Promise<Resealed> {
  const lost: LostSecret[] = [];
  let [secrets, resealed] = [0, 0];
  for (const tenantId of await listTenantIds(db)) {
    await withTenant(db, tenantId, (tx) =>
      rewriteSecrets(tx, (place, sealed) => {
        secrets++;
        if (isCurrent(sealed, secretKeys)) return sealed;
        const secret = opened(sealed, secretKeys, tenantId);
        if (secret === undefined) {
          lost.push({ tenantId, place });
          return sealed;
        }
        resealed++;
        return encryptSecret(secret, secretKeys, tenantId);
      }),
    );
  }
  return { secrets, resealed, lost };
}

function opened(sealed: Buffer, secretKeys: KeyRing, tenantId: string): string | undefined {
  try {
    return decryptSecret(sealed, secretKeys, tenantId);
  } catch {
    return undefined;
  }
}
