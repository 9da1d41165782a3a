import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AdminService } from './admin-service.ts';
import type { Alarms } from './alarms.ts';
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
