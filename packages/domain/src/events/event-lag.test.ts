import { openEventStream, recordChange } from '@rollcall/database';
import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf } from '../scope.ts';
import { eventLagSeconds } from './event-lag.ts';
import { sequenceEvents } from './sequence-events.ts';

test('the lag is the age of the oldest change that is no event yet', async ({ scope }) => {
  const inAMinute = new Date(Date.now() + 60_000);
  await inTenant(scope, openEventStream);
  const before = await eventLagSeconds(scope.db, inAMinute);
  await inTenant(scope, (tx) =>
    recordChange(tx, authorOf(scope), {
      resource: { type: 'Group', id: scope.tenant.id, label: 'Pilots' },
      operation: 'update',
      paths: [],
    }),
  );
  expect(await eventLagSeconds(scope.db, inAMinute)).toBeGreaterThan(Math.max(before, 55));
  while (await sequenceEvents(scope.db, scope.tenant.id, scope.now()));
  expect(await eventLagSeconds(scope.db, inAMinute)).toBe(before);
});
