import type { Dialect } from '@rollcall/scim';

/** How an organisation is connected to its identity provider. Times are ISO 8601. */
export type Provisioning = Readonly<{
  enabled: boolean;
  enabledAt: string | null;
  baseUrl: string;
  /** How its messages are read: that of the client which sends them. Null until that is known. */
  dialect: Dialect['name'] | null;
  canEnable: boolean;
  /** A sentence when it cannot be enabled yet. */
  whyNot: string | null;
  connection: Readonly<{
    state: 'neverContacted' | 'connectionTested' | 'provisioning' | 'disabled';
    testedAt: string | null;
    firstWriteAt: string | null;
    lastCallAt: string | null;
    lastCall: Readonly<{ method: string; path: string; status: number; tokenLabel: string | null }> | null;
  }>;
  directory: ProvisionedCounts;
}>;

/** What SCIM has brought; a user is active here while their access is granted. */
export type ProvisionedCounts = Readonly<{ users: number; activeUsers: number; groups: number }>;
