import { Gauge } from 'prom-client';
import type { Database } from '@rollcall/database';
import { eventLagSeconds } from '@rollcall/domain';
import type { Metrics } from '../create-metrics.ts';

/** Whoever reads the metrics is told how far behind events are. It is asked of the database then, and at no other time. */
export function measureEvents(metrics: Metrics, { db, now }: { db: Database; now: () => Date }): void {
  new Gauge({
    name: 'rollcall_event_lag_seconds',
    help: 'Age of the oldest change that should have become an event, in seconds.',
    registers: [metrics],
    async collect() {
      this.set(await eventLagSeconds(db, now()));
    },
  });
}
