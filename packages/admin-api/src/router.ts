import { access } from './access.ts';
import { bulkActs } from './bulk-acts.ts';
import { groups } from './groups.ts';
import { history } from './history.ts';
import { identityProvider } from './identity-provider.ts';
import { overview } from './overview.ts';
import { policies } from './policies.ts';
import { provisioning } from './provisioning.ts';
import { resources } from './resources.ts';
import { roles } from './roles.ts';
import { schemas } from './schemas.ts';
import { search } from './search.ts';
import { services } from './services.ts';
import { signIn } from './sign-in.ts';
import { session } from './session.ts';
import { takeOver } from './take-over.ts';
import { tokens } from './tokens.ts';
import { router } from './trpc.ts';
import { users } from './users.ts';
import { feed, webhooks } from './webhooks.ts';

/** Everything an admin can ask for, by noun. */
export const appRouter = router({
  session,
  overview,
  identityProvider,
  provisioning,
  tokens,
  users,
  groups,
  resources,
  bulkActs,
  history,
  access,
  services,
  roles,
  policies,
  schemas,
  search,
  webhooks,
  feed,
  signIn,
  takeOver,
});

export type AppRouter = typeof appRouter;
