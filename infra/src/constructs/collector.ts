import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Validations } from 'aws-cdk-lib';
import type { Task } from './task.ts';

/** The namespace of the metrics that the processes count themselves. */
export const metricNamespace = 'Rollcall';

const image =
  'public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0@sha256:9b28046359054b414f4ba76056ba4e8cffda2d53fbcee06171d7eeecd71326c3';

/** Where the collector takes traces, and how many there are: one request of twenty. What failed is in the log, every time. */
export const tracing = {
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
  OTEL_TRACES_SAMPLER_ARG: '0.05',
};

/**
 * Beside the process runs AWS's collector: it takes its traces to X-Ray and the metrics at `metricsPort`, if there are any,
 * to CloudWatch. The task goes on without it.
 */
export function addCollector(task: Task, { metricsPort }: { metricsPort?: number } = {}): void {
  task.definition.addContainer('Collector', {
    image: ecs.ContainerImage.fromRegistry(image),
    essential: false,
    readonlyRootFilesystem: true,
    memoryReservationMiB: 64,
    environment: { AOT_CONFIG_CONTENT: JSON.stringify(configuration(task, metricsPort)) },
    logging: ecs.LogDrivers.awsLogs({ logGroup: task.log, streamPrefix: 'Collector' }),
  });
  task.log.grantWrite(task.definition.taskRole);
  task.definition.addToTaskRolePolicy(
    new iam.PolicyStatement({
      actions: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
      ],
      resources: ['*'],
    }),
  );
  Validations.of(task.definition.taskRole).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'X-Ray knows no resources: who may write traces may write any of the account.',
  });
}

/** What traces are found by in X-Ray, as annotation.rollcall_tenant and so on. */
const indexed = ['rollcall.tenant', 'rollcall.request_id', 'http.route'];

/** A collector's configuration is YAML, of which JSON is a part. */
function configuration({ log }: Task, metricsPort: number | undefined) {
  const metrics = metricsPort === undefined ? undefined : metricsFrom(metricsPort, log.logGroupName);
  return {
    extensions: { health_check: {} },
    receivers: {
      otlp: { protocols: { http: { endpoint: new URL(tracing.OTEL_EXPORTER_OTLP_ENDPOINT).host } } },
      ...metrics?.receivers,
    },
    processors: {
      batch: { timeout: '10s' },
      resourcedetection: { detectors: ['env', 'ecs'] },
      ...metrics?.processors,
    },
    exporters: { awsxray: { indexed_attributes: indexed }, ...metrics?.exporters },
    service: {
      extensions: ['health_check'],
      pipelines: {
        traces: { receivers: ['otlp'], processors: ['resourcedetection', 'batch'], exporters: ['awsxray'] },
        ...metrics?.pipelines,
      },
    },
  };
}

function metricsFrom(port: number, logGroupName: string) {
  const prometheus = {
    job_name: 'rollcall',
    scrape_interval: '60s',
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  };
  return {
    receivers: { prometheus: { config: { scrape_configs: [prometheus] } } },
    exporters: { awsemf: cloudWatch(logGroupName) },
    // A histogram of Prometheus counts from the start of the process, and the exporter would pass that on as it is.
    processors: { cumulativetodelta: {} },
    pipelines: {
      metrics: {
        receivers: ['prometheus'],
        processors: ['cumulativetodelta', 'batch'],
        exporters: ['awsemf'],
      },
    },
  };
}

/** Metrics go by the log. What CloudWatch costs is names times values, so no dimension but these; tenants are a bounded number. */
function cloudWatch(log_group_name: string) {
  const requests = {
    dimensions: [['endpoint'], ['status']],
    metric_name_selectors: ['^scim_request_duration_seconds$'],
  };
  const tenants = { dimensions: [['tenant']], metric_name_selectors: ['^scim_tenant_.*'] };
  return {
    namespace: metricNamespace,
    log_group_name,
    log_stream_name: 'metrics/{TaskId}',
    dimension_rollup_option: 'NoDimensionRollup',
    metric_declarations: [{ dimensions: [[]], metric_name_selectors: ['^rollcall_.*'] }, requests, tenants],
  };
}
