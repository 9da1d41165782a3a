import { Registry, type OpenMetricsContentType } from 'prom-client';

/** What the process counts. */
export type Metrics = Registry<OpenMetricsContentType>;

/** A registry that is written as OpenMetrics, whose times may lead to traces. */
export function createMetrics(): Metrics {
  const metrics = new Registry<OpenMetricsContentType>();
  metrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  return metrics;
}
