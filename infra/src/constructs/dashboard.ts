import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AdminService } from './admin-service.ts';
import type { Alarms } from './alarms.ts';
import { metricNamespace } from './collector.ts';
import type { ApiService } from './api-service.ts';
import { availabilityBurn, eventLag, latencyBurn, type PublicDoor } from './objectives.ts';
import type { Postgres } from './postgres.ts';

export type DashboardProps = Readonly<{
  alarms: Alarms;
  door: PublicDoor;
  api: ApiService;
  admin: AdminService;
  postgres: Postgres;
}>;

/** One page from top to bottom: is anything wrong, are promises kept, and which part is it. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    new cloudwatch.Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.hours(6),
      periodOverride: cloudwatch.PeriodOverride.AUTO,
      widgets: [
        [
          new cloudwatch.AlarmStatusWidget({
            title: 'Alarms',
            width: 24,
            height: 4,
            alarms: props.alarms.all,
          }),
        ],
        promises(props),
        door(props),
        organisations(),
        [slowAnswers(props)],
        tasks(props),
        database(props),
      ],
    });
  }
}

function promises({ door }: DashboardProps) {
  const window = Duration.minutes(30);
  return [
    graph('Availability: budget burnt', [availabilityBurn(door, window)]),
    graph('Latency: budget burnt', [latencyBurn(door, window)]),
    graph('Off-boarding: oldest change untold (s)', [eventLag(Duration.minutes(1))]),
  ];
}

function door({ door: { loadBalancer, targets } }: DashboardProps) {
  const time = (statistic: string) => targets.metrics.targetResponseTime({ statistic, label: statistic });
  return [
    graph('Requests', [loadBalancer.metrics.requestCount()]),
    graph('Time to answer (s)', [time('p50'), time('p95'), time('p99')]),
    graph(
      'Answers',
      ['2XX', '4XX', '5XX'].map((kind) => targets.metrics.custom(`HTTPCode_Target_${kind}_Count`, sum)),
    ),
  ];
}

/** The busiest by their key, whoever they are by now, and all others as one. */
function organisations() {
  const search = (metric: string, statistic: string) =>
    new cloudwatch.MathExpression({
      expression: `SEARCH('{${metricNamespace},tenant} MetricName="${metric}"', '${statistic}', 300)`,
      usingMetrics: {},
      // Each is named by its organisation.
      label: '',
      period: Duration.minutes(5),
    });
  const seconds = 'scim_tenant_request_duration_seconds';
  return [
    graph('SCIM by organisation: requests', [search(seconds, 'SampleCount')]),
    graph('SCIM by organisation: mean time to answer (s)', [search(seconds, 'Average')]),
    graph('SCIM by organisation: failures of ours', [search('scim_tenant_failures_total', 'Sum')]),
  ];
}

/** From a graph that rises to the traces that show why: the ids are X-Ray's, to be pasted there. */
function slowAnswers({ api }: DashboardProps) {
  return new cloudwatch.LogQueryWidget({
    title: 'SCIM: answers slower than promised, and their traces',
    width: 24,
    height: 6,
    logGroupNames: [api.task.log.logGroupName],
    queryLines: [
      'fields @timestamp, seconds, tenant, method, endpoint, status',
      'fields concat("1-", substr(traceId, 0, 8), "-", substr(traceId, 8)) as trace, requestId',
      'filter msg = "a slow answer"',
      'sort seconds desc',
      'limit 50',
    ],
  });
}

function tasks({ api, admin }: DashboardProps) {
  const of = ({ tasks: { service } }: ApiService | AdminService, label: string) => ({
    cpu: service.metricCpuUtilization({ label }),
    memory: service.metricMemoryUtilization({ label }),
  });
  const [a, b] = [of(api, 'api'), of(admin, 'admin')];
  return [graph('Processors (%)', [a.cpu, b.cpu]), graph('Memory (%)', [a.memory, b.memory])];
}

function database({ postgres: { cluster } }: DashboardProps) {
  return [
    graph('Database: capacity (ACU)', [cluster.metricServerlessDatabaseCapacity()]),
    graph('Database: connections', [cluster.metricDatabaseConnections({ statistic: 'Maximum' })]),
    graph('Database: commit latency (ms)', [cluster.metric('CommitLatency', { statistic: 'Average' })]),
  ];
}

const sum = { statistic: 'Sum' };

function graph(title: string, left: cloudwatch.IMetric[]) {
  return new cloudwatch.GraphWidget({ title, left, width: 8, height: 6 });
}
