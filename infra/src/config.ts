/** All that may differ between two stages. */
export type Stage = Readonly<{
  name: string;
  account: string;
  /** CloudFront reads certificates and web ACLs from this region alone (docs/decisions/0044). */
  region: 'us-east-1';
  /** CloudFront cannot reach a load balancer in every zone: not in the one whose id is use1-az3. */
  zones: readonly string[];
  natGateways: number;
  dns: Readonly<{ zoneId: string; zoneName: string; scim: string; console: string }>;
  database: Readonly<{
    minAcu: number;
    maxAcu: number;
    readers: number;
    backupDays: number;
    /** Enough for twice as many tasks as there may be, since a release runs beside the one before it. */
    connections: number;
  }>;
  api: ServiceSize & Readonly<{ databasePool: number }>;
  admin: ServiceSize;
  /** The load balancer takes each of these from CloudFront, which shows the last. Changed as docs/runbook.md says. */
  originProofs: readonly [string, ...string[]];
  logDays: 30 | 90 | 365;
  /** Who is told of alarms. */
  onCall: readonly string[];
}>;

export type ServiceSize = Readonly<{
  cpu: 256 | 512 | 1024 | 2048;
  memoryMiB: number;
  tasks: Readonly<{ least: number; most: number }>;
}>;

const region = 'us-east-1';

/** Accounts, zones and names are examples (RFC 2606): whoever deploys writes their own, see docs/runbook.md. */
export const stages: readonly Stage[] = [
  {
    name: 'dev',
    account: '111111111111',
    region,
    zones: ['us-east-1a', 'us-east-1b'],
    natGateways: 1,
    dns: domain('dev.rollcall.example', 'Z0000000000000000DEV'),
    database: { minAcu: 0.5, maxAcu: 2, readers: 0, backupDays: 7, connections: 200 },
    api: { cpu: 512, memoryMiB: 1024, tasks: { least: 1, most: 2 }, databasePool: 20 },
    admin: { cpu: 256, memoryMiB: 512, tasks: { least: 1, most: 2 } },
    originProofs: ['First'],
    logDays: 30,
    onCall: ['rollcall-dev@rollcall.example'],
  },
  {
    name: 'staging',
    account: '222222222222',
    region,
    zones: ['us-east-1a', 'us-east-1b'],
    natGateways: 2,
    dns: domain('staging.rollcall.example', 'Z0000000000000STAGING'),
    database: { minAcu: 0.5, maxAcu: 8, readers: 1, backupDays: 14, connections: 300 },
    api: { cpu: 1024, memoryMiB: 2048, tasks: { least: 2, most: 4 }, databasePool: 20 },
    admin: { cpu: 512, memoryMiB: 1024, tasks: { least: 2, most: 4 } },
    originProofs: ['First'],
    logDays: 30,
    onCall: ['rollcall-staging@rollcall.example'],
  },
  {
    name: 'prod',
    account: '333333333333',
    region,
    zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    natGateways: 3,
    dns: domain('rollcall.example', 'Z00000000000000000PROD'),
    database: { minAcu: 2, maxAcu: 32, readers: 1, backupDays: 35, connections: 1600 },
    api: { cpu: 1024, memoryMiB: 2048, tasks: { least: 3, most: 24 }, databasePool: 20 },
    admin: { cpu: 512, memoryMiB: 1024, tasks: { least: 2, most: 8 } },
    originProofs: ['First'],
    logDays: 365,
    onCall: ['rollcall-on-call@rollcall.example'],
  },
];

function domain(zoneName: string, zoneId: string): Stage['dns'] {
  return { zoneId, zoneName, scim: `scim.${zoneName}`, console: `console.${zoneName}` };
}
