import type { Rewrite } from './rewrites.ts';

/** How forgiving a reading is, and who wants to know when it forgave. */
export type Leniency = Readonly<{
  /** True reads what Entra sends; false holds the message to the RFC. */
  lenient: boolean;
  /** Hears the name of each rewrite at each place where one was needed. */
  onRewrite?: ((rewrite: Rewrite) => void) | undefined;
}>;

/** How the messages of one kind of client are read. A tenant has one. */
export type Dialect = Readonly<{ name: 'entra' | 'rfc'; lenient: boolean; description: string }>;

/** Every dialect by its name. */
export const dialects = {
  entra: {
    name: 'entra',
    lenient: true,
    description: 'Microsoft Entra ID, with and without the flag aadOptscim062020, and its validators',
  },
  rfc: { name: 'rfc', lenient: false, description: 'RFC 7643 and RFC 7644 to the letter' },
} as const satisfies Record<Dialect['name'], Dialect>;

/** The dialect of a tenant that has not chosen one. */
export const defaultDialect: Dialect = dialects.entra;
