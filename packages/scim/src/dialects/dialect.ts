import { type Client, rewrites, type Rewrite } from './rewrites.ts';

/** What a reading forgives, and who wants to know when it did. Nothing forgiven is the RFC to the letter. */
export type Leniency = Readonly<{
  forgives: ReadonlySet<Rewrite>;
  /** Hears the name of each rewrite at each place where one was needed. */
  onRewrite?: ((rewrite: Rewrite) => void) | undefined;
}>;

/** How the messages of one kind of client are read. A tenant has one. */
export type Dialect = Readonly<{
  name: Client | 'rfc';
  /** The client, as its vendor calls it. */
  title: string;
  description: string;
  forgives: ReadonlySet<Rewrite>;
}>;

/** Every dialect by its name, the one most tenants have first. */
export const dialects = {
  entra: {
    name: 'entra',
    title: 'Microsoft Entra ID',
    description: 'Microsoft Entra ID, with and without the flag aadOptscim062020, and its validators',
    forgives: habitsOf('entra'),
  },
  okta: {
    name: 'okta',
    title: 'Okta',
    description: 'Okta, from its catalogue and from the App Integration Wizard',
    forgives: habitsOf('okta'),
  },
  google: {
    name: 'google',
    title: 'Google Workspace',
    description: 'Automated user provisioning of Google Workspace and Cloud Identity',
    forgives: habitsOf('google'),
  },
  rfc: {
    name: 'rfc',
    title: 'Another client',
    description: 'RFC 7643 and RFC 7644 to the letter',
    forgives: new Set(),
  },
} as const satisfies Record<Dialect['name'], Dialect>;

/** The dialect of a tenant that has not chosen one. */
export const defaultDialect: Dialect = dialects.entra;

/** Whether the reading forgives this here; whoever listens has heard so. */
export function forgives(options: Leniency, rewrite: Rewrite): boolean {
  if (!options.forgives.has(rewrite)) return false;
  options.onRewrite?.(rewrite);
  return true;
}

function habitsOf(client: Client): ReadonlySet<Rewrite> {
  const names = Object.keys(rewrites) as Rewrite[];
  return new Set(names.filter((name) => client in rewrites[name].seen));
}
