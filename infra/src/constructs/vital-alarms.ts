import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Stage } from '../config.ts';
import type { AdminService } from './admin-service.ts';
import type { Alarms } from './alarms.ts';
import type { ApiService } from './api-service.ts';
import { metricNamespace } from './collector.ts';
import type { Postgres } from './postgres.ts';

type Watched = Readonly<{
  stage: Stage;
  api: ApiService;
  admin: AdminService;
  publicTargets: elb.ApplicationTargetGroup;
  consoleTargets: elb.ApplicationTargetGroup;
  postgres: Postgres;
  certificate: ICertificate;
}>;

const minutes = (n: number) => ({ period: Duration.minutes(n) });

/** What breaks before a promise does. */
export function watchVitals(alarms: Alarms, watched: Watched): void {
  watchServices(alarms, watched);
  watchDatabase(alarms, watched);
  alarms.add('certificate-expiry', {
    metric: watched.certificate.metricDaysToExpiry(),
    below: 21,
    means: 'The certificate expires within three weeks, so renewing it by DNS does not work.',
  });
  new events.Rule(alarms, 'rotation-failed', {
    description: 'A secret could not be rotated. See docs/runbook.md#rotation-failed',
    eventPattern: {
      source: ['aws.secretsmanager'],
      detail: { eventName: ['RotationFailed'] },
    },
    targets: [new SnsTopic(alarms.topic)],
  });
}

function watchServices(alarms: Alarms, { api, admin, publicTargets, consoleTargets }: Watched): void {
  for (const [name, { tasks }, targets] of [
    ['api', api, publicTargets],
    ['admin', admin, consoleTargets],
  ] as const) {
    alarms.add(`${name}-tasks-unhealthy`, {
      metric: targets.metrics.unhealthyHostCount({ ...minutes(1), statistic: 'Maximum' }),
      above: 0,
      periods: 5,
      means: `Tasks of ${name} do not answer the load balancer.`,
    });
    alarms.add(`${name}-cpu`, {
      metric: tasks.service.metricCpuUtilization(minutes(5)),
      above: 85,
      periods: 3,
      means: `The tasks of ${name} have been busy for a quarter of an hour, and there may be no more of them.`,
    });
    alarms.add(`${name}-memory`, {
      metric: tasks.service.metricMemoryUtilization({ ...minutes(5), statistic: 'Maximum' }),
      above: 85,
      periods: 3,
      means: `A task of ${name} is short of memory.`,
    });
  }
  alarms.add('console-failures', {
    metric: consoleTargets.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT, {
      ...minutes(5),
      statistic: 'Sum',
    }),
    above: 10,
    means: 'The Command Center shows its error page.',
  });
  alarms.add('unexpected-errors', {
    metric: errorsIn(api.task.log),
    above: 5,
    means: 'The API met failures that it has no name for, in requests or in background work.',
  });
}

/** Pino writes 50 for an error and 60 for the last words of a process. */
function errorsIn(log: logs.LogGroup): cloudwatch.Metric {
  return log
    .addMetricFilter('UnexpectedErrors', {
      filterPattern: logs.FilterPattern.numberValue('$.level', '>=', 50),
      metricNamespace,
      metricName: 'UnexpectedErrors',
      defaultValue: 0,
    })
    .metric({ ...minutes(5), statistic: 'Sum' });
}

function watchDatabase(alarms: Alarms, { stage, postgres: { cluster } }: Watched): void {
  alarms.add('database-connections', {
    metric: cluster.metricDatabaseConnections({ ...minutes(1), statistic: 'Maximum' }),
    above: stage.database.connections * 0.8,
    periods: 3,
    means: 'Four of five database connections are taken.',
  });
  alarms.add('database-capacity', {
    metric: cluster.metricACUUtilization({ ...minutes(5), statistic: 'Maximum' }),
    above: 90,
    periods: 3,
    means: 'The database is as large as it may get.',
  });
  alarms.add('database-deadlocks', {
    metric: cluster.metricDeadlocks({ ...minutes(5), statistic: 'Maximum' }),
    above: 1,
    periods: 3,
    means: 'Transactions lock each other out again and again.',
  });
  alarms.add('database-transaction-ids', {
    metric: cluster.metric('MaximumUsedTransactionIDs', { period: Duration.hours(1), statistic: 'Maximum' }),
    above: 1_000_000_000,
    means: 'Vacuum does not keep up; past two thousand million transactions the database stops.',
  });
  alarms.add('database-replica-lag', {
    metric: cluster.metric('AuroraReplicaLagMaximum', { ...minutes(5), statistic: 'Maximum' }),
    above: 2000,
    periods: 3,
    means: 'The database that is to take over is two seconds behind.',
  });
}
