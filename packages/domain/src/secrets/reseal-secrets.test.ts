import { randomBytes } from 'node:crypto';
import { findIdentityProvider, listWebhooks } from '@rollcall/database';
import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { enableScim, ledgerOf, secretKeys } from '../../test/test-organisation.ts';
import {
  createOutbound,
  createWebhook,
  resealSecrets,
  rotateWebhookSecret,
  saveIdentityProvider,
  type KeyRing,
  type Scope,
} from '../index.ts';
import { inTenant } from '../in-tenant.ts';
import { decryptSecret } from './encrypt-secret.ts';

const newKey = randomBytes(32);
const ring: KeyRing = [newKey, ...secretKeys];

/** What the organisation's secrets are, opened by the new key alone. */
async function secretsOf(scope: Scope): Promise<string[]> {
  const sealed = await inTenant(scope, async (tx) => {
    const [webhook] = await listWebhooks(tx);
    const provider = await findIdentityProvider(tx);
    return [provider?.clientSecretEncrypted, webhook?.secretEncrypted, webhook?.oldSecretEncrypted];
  });
  return sealed.filter((each) => each != null).map((each) => decryptSecret(each, [newKey], scope.tenant.id));
}

test('every secret of every organisation comes under the first key, and is what it was', async ({
  db,
  connected,
  other,
}) => {
  await using outbound = disposed(createOutbound({ allowLoopback: true }));
  const by = { secretKeys, outbound };
  const { webhook, secret } = await createWebhook(connected, { url: 'http://127.0.0.1:9/hook' }, by);
  const rotated = await rotateWebhookSecret(connected, webhook.id, by);
  await enableScim(other);
  const before = await ledgerOf(connected);
  await expect(secretsOf(connected)).rejects.toThrow('SECRET_KEY does not have');

  expect(await resealSecrets(db, ring)).toEqual({ secrets: 4, resealed: 4, lost: [] });

  expect(await secretsOf(connected)).toEqual(['a~client.secret', rotated.secret, secret]);
  expect(await secretsOf(other)).toEqual(['a~client.secret']);
  expect(await ledgerOf(connected)).toEqual(before);
  expect(await resealSecrets(db, ring)).toEqual({ secrets: 4, resealed: 0, lost: [] });
});

test('a secret whose key is gone is named, and holds up no other', async ({ db, connected, other }) => {
  const settings = {
    kind: 'oidc',
    issuer: 'https://login.otter.example',
    clientId: 'rollcall',
    clientSecret: 'gone',
  } as const;
  await saveIdentityProvider(other, settings, { secretKeys: [randomBytes(32)] });
  const { lost } = await resealSecrets(db, ring);
  expect(lost).toEqual([{ tenantId: other.tenant.id, place: 'identity_providers.client_secret_encrypted' }]);
  expect(await secretsOf(connected)).toEqual(['a~client.secret']);
});

function disposed(outbound: ReturnType<typeof createOutbound>) {
  return { ...outbound, [Symbol.asyncDispose]: () => outbound.close() };
}
