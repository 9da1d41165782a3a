import { join } from 'node:path';
import { connect, disconnect } from '@rollcall/database';
import { tellStory, type Story } from '@rollcall/testkit';
import { recall, remember } from './remembered.ts';
import type { Settings } from './settings.ts';
import { step } from './step.ts';

/**
 * What a newcomer needs to look around. The token is shown once by the product, so it is kept in a file here; one that an
 * older start wrote has no organisation that is held to the RFC.
 */
export type Demo = Omit<Story, 'strict'> & Partial<Pick<Story, 'strict'>>;

/** An empty database has the demo's organisations; the answer is undefined when somebody else filled it. */
export async function tellDemoStory(
  settings: Settings,
  url: string,
  secretKey: string,
): Promise<Demo | undefined> {
  const file = join(settings.folder, `${demoOf(settings.databaseUrl)}.json`);
  const keys = await tenantKeys(url);
  if (keys.length > 0) {
    const known = recall<Demo>(file);
    return known && keys.includes(known.tenantKey) ? known : undefined;
  }
  return step('Demo organisations', async (rename) => {
    const demo = await tellStory({
      url,
      publicOrigin: settings.publicOrigin,
      issuer: settings.issuer,
      secretKeys: [Buffer.from(secretKey, 'base64')],
      onStep: (sentence) => rename(`Demo organisations: ${sentence}`),
    });
    remember(file, demo);
    rename('Demo organisations');
    return demo;
  });
}

/** Each database has its own demo, so another DATABASE_URL does not make one forget the sign-in of this. */
function demoOf(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) return 'demo';
  const { host, pathname } = new URL(databaseUrl);
  return `demo-${encodeURIComponent(`${host}${pathname}`)}`;
}

async function tenantKeys(url: string): Promise<string[]> {
  const db = connect(url, { max: 1 });
  try {
    return (await db.kysely.selectFrom('tenants').select('key').execute()).map(({ key }) => key);
  } finally {
    await disconnect(db);
  }
}
