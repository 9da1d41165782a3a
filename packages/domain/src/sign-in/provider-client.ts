import type { IdentityProviderRow } from '@rollcall/database';
import {
  allowInsecureRequests,
  clockTolerance,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
} from 'openid-client';
import { decryptSecret } from '../secrets/encrypt-secret.ts';
import { discoverProvider, through } from './discover-provider.ts';
import type { SignInDoor } from './sign-in-door.ts';

/** Seconds that the clocks of a provider and of us may differ by. */
const skewSeconds = 60;

/**
 * The organisation as a client of its provider. Made anew each time: the provider's keys are then read for each sign-in,
 * so that a key it has just begun to use is known. Throws a `SignInRefusal`.
 */
export async function providerClient(
  door: SignInDoor,
  tenantId: string,
  settings: IdentityProviderRow,
): Promise<Configuration> {
  const metadata = await door.providers.recall(settings.issuer, () =>
    discoverProvider(door.outbound, settings),
  );
  const secret = decryptSecret(settings.clientSecretEncrypted, door.secretKeys, tenantId);
  // OpenID Connect Discovery §3: what is not said means client_secret_basic.
  const mayPost = metadata.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true;
  const authentication = mayPost ? ClientSecretPost(secret) : ClientSecretBasic(secret);
  const client = new Configuration(
    metadata,
    settings.clientId,
    { client_secret: secret, [clockTolerance]: skewSeconds },
    authentication,
  );
  client[customFetch] = through(door.outbound);
  // The signature of the ID token is verified although it came straight from the provider (OpenID Connect Core §3.1.3.7).
  enableNonRepudiationChecks(client);
  if (metadata.issuer.startsWith('http:')) allowInsecureRequests(client);
  return client;
}
