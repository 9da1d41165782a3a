import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { tracingTo } from '../create-tracing.ts';

/** Every request is traced, and `spans` are those that have ended. */
export function recordSpans(service: 'rollcall-api' | 'rollcall-admin' = 'rollcall-api') {
  const exporter = new InMemorySpanExporter();
  const tracing = tracingTo(new SimpleSpanProcessor({ exporter }), { service, share: 1 });
  return { tracing, spans: () => exporter.getFinishedSpans() };
}
