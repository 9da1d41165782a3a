import { connect, disconnect, hasTenants, type Database } from '@rollcall/database';
import {
  baseUrlOf,
  createAuth,
  giveProfile,
  homePathOf,
  recordActivity,
  revokeToken,
  saveIdentityProvider,
  type KeyRing,
} from '@rollcall/domain';
import { giveAccess } from './access-story.ts';
import { makeAdmin } from './make-admin.ts';
import { makeJitUser } from './make-jit-user.ts';
import { makeLocalUser } from './make-local-user.ts';
import { enableScim, enableStrictScim, makeTenant } from './make-tenant.ts';
import { makeToken, openScim } from './make-token.ts';
import { demoClient } from './sign-in-people.ts';
import { provisionStory } from './provision-story.ts';
import { keptByHand, signedInFirst } from './story.ts';

/** Where the story is told. `url` is the database's; `onStep` hears a sentence before each part. */
export type StoryOptions = Readonly<{
  url: string;
  publicOrigin: string;
  secretKeys: KeyRing;
  /** The identity provider that the people of the first organisation sign in through; left out, an Entra that is not there. */
  issuer?: string;
  onStep?: (sentence: string) => void;
}>;

/** What a reader of the story needs to look around in it. */
export type Story = Readonly<{
  signIn: { email: string; password: string };
  tenantKey: string;
  baseUrl: string;
  token: string;
  /** Where people of the first organisation sign in, when somebody answers there. */
  signInPath?: string;
  /** The organisation whose messages are held to the RFC: what `pnpm conform` checks. */
  strict: Readonly<{ baseUrl: string; token: string }>;
}>;

/**
 * The migrated, empty database has three organisations and an admin who runs them: one provisioned by Entra, with people,
 * groups and history, one that has not begun, and an empty one that is held to the RFC. Everything is done by the use
 * cases. Throws when there is any organisation.
 */
export async function tellStory(options: StoryOptions): Promise<Story> {
  const db = connect(options.url, { max: 4 });
  try {
    if (await hasTenants(db)) {
      throw new Error(
        'The demo needs an empty database, and this one has organisations already. Use another one.',
      );
    }
    return await tell(db, options);
  } finally {
    await disconnect(db);
  }
}

async function tell(db: Database, options: StoryOptions): Promise<Story> {
  const { publicOrigin, secretKeys, onStep = () => undefined } = options;
  onStep('three organisations and their admin');
  const connected = await makeTenant(db, { name: 'Quillhaven Ferries' });
  const waiting = await makeTenant(db, { name: 'Thimblewick Orchards' });
  const strict = await makeTenant(db, { name: 'Saltmarsh Observatory' });
  // Accounts are made without a browser, so where the Command Center is opened plays no part.
  const auth = createAuth({ db, secretKeys, adminOrigin: publicOrigin });
  const admin = await makeAdmin(auth, connected, { email: 'admin@quillhaven.example' });
  for (const { tenant } of [waiting, strict])
    await giveProfile(db, { tenantId: tenant.id, adminId: admin.id, profile: 'admin' });

  onStep('the connection to Entra');
  const scope = { ...connected, actor: { kind: 'admin' as const, id: admin.id, label: admin.name } };
  await enableScim(scope, { secretKeys });
  if (options.issuer !== undefined) {
    const settings = { kind: 'oidc', issuer: options.issuer, ...demoClient, jit: 'on' } as const;
    await saveIdentityProvider(scope, settings, { secretKeys });
  }
  const first = await makeToken(scope, { label: 'First try' });
  await revokeToken(scope, first.token.id);
  const { token, secret } = await makeToken(scope, { label: 'Production' });
  await enableStrictScim(strict);
  const checking = await makeToken(strict, { label: 'Conformance' });

  onStep('people, groups and what happened since');
  await provisionStory(await openScim(scope, { publicOrigin, secretKeys, token: secret }));
  onStep('people who came another way');
  for (const person of keptByHand) await makeLocalUser(scope, person);
  const { issuer } = options;
  for (const person of signedInFirst) await makeJitUser(scope, { ...person, ...(issuer && { issuer }) });
  onStep('roles, policies and services');
  await giveAccess(scope);
  const baseUrl = baseUrlOf(publicOrigin, scope.tenant.key);
  const at = scope.now().toISOString();
  await recordActivity(db, scope.tenant.id, {
    tokenId: token.id,
    address: '198.51.100.7',
    lastCallAt: at,
    lastCall: {
      method: 'PATCH',
      path: `${new URL(baseUrl).pathname}/Users`,
      status: 200,
      tokenLabel: token.label,
    },
    testedAt: at,
    wroteAt: at,
  });
  const { email, password } = admin;
  return {
    signIn: { email, password },
    tenantKey: scope.tenant.key,
    baseUrl,
    token: secret,
    ...(options.issuer === undefined ? {} : { signInPath: homePathOf(scope.tenant.key) }),
    strict: { baseUrl: baseUrlOf(publicOrigin, strict.tenant.key), token: checking.secret },
  };
}
