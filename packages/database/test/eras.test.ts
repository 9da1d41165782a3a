import pg from 'pg';
import { expect, test } from 'vitest';
import {
  advanceEventStream,
  connect,
  disconnect,
  insertEvents,
  insertTenant,
  listEvents,
  listUnseenChanges,
  lockEventStream,
  migrate,
  openEventStream,
  recordChange,
  tenantsWithEventWork,
  withTenant,
  type Database,
} from '../src/index.ts';
import { testDatabase } from '../src/testing/index.ts';

test('after a restore on a server that counts transactions anew, every change is an event, once', async () => {
  await using database = await testDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  owner.on('error', () => undefined);
  await owner.connect();
  const db = connect(database.url);
  const tenant = await insertTenant(db, { key: 'acme-7f3k', name: 'Acme' });
  const stream = streamOf(db, tenant!.id);
  await withTenant(db, tenant!.id, openEventStream);

  await stream.change('told before the dump');
  await stream.sequence();
  await stream.change('not told before the dump');
  // What a dump from a server far ahead leaves: numbers that this one reaches in years.
  await owner.query(`update changes set tx = (900000000 + tx::text::bigint)::text::xid8`);
  await owner.query(`update event_streams set seen = '900000000:900000000:' where tenant_id = $1`, [
    tenant!.id,
  ]);
  await owner.query('update ledger_eras set system_identifier = system_identifier - 1');

  await stream.change('written before the migrations ran');
  const unmigrated = tenantsWithEventWork(db, new Date());
  await expect(unmigrated).rejects.toMatchObject({ code: 'RC005' });
  await migrate(database.url);
  await migrate(database.url);
  await stream.change('written after');
  expect(await tenantsWithEventWork(db, new Date())).toEqual([tenant!.id]);
  for (let times = 0; times < 4; times++) await stream.sequence();

  expect(await stream.told()).toEqual([
    'told before the dump',
    'not told before the dump',
    'written before the migrations ran',
    'written after',
  ]);
  await owner
    .query('select count(*) from ledger_eras')
    .then(({ rows }) => expect(rows[0]).toEqual({ count: '2' }));
  await owner.end();
  await disconnect(db);
});

/** One tenant's ledger and its stream of events, one piece of two lines at a time. */
function streamOf(db: Database, tenantId: string) {
  const author = { kind: 'system', id: null, label: 'Test', requestId: 'request-1' } as const;
  return {
    change: (label: string) =>
      withTenant(db, tenantId, (tx) =>
        recordChange(tx, author, {
          resource: { type: 'Group', id: tenantId, label },
          operation: 'update',
          paths: [],
        }),
      ),
    sequence: () =>
      withTenant(db, tenantId, async (tx) => {
        const stream = (await lockEventStream(tx))!;
        const changes = await listUnseenChanges(tx, stream, 2);
        let lastSeq = BigInt(stream.lastSeq);
        const events = changes.map((change) => ({ seq: ++lastSeq, type: 'group.updated', change }));
        if (events.length > 0) await insertEvents(tx, events, new Date());
        const [afterId, isWhole] = [changes.at(-1)?.id ?? null, changes.length < 2];
        await advanceEventStream(tx, { lastSeq, afterId, isWhole, isOfThisEra: stream.isOfThisEra });
      }),
    told: () =>
      withTenant(db, tenantId, async (tx) =>
        (await listEvents(tx, 0n, 100)).map(({ change }) => change.resourceLabel),
      ),
  };
}
