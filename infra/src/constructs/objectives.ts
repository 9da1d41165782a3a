import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeTarget, HttpCodeElb } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { metricNamespace } from './collector.ts';
import type { Alarms } from './alarms.ts';

/** What customers are promised of the public door, over thirty days. docs/runbook.md says it in words. */
export const objectives = {
  /** Share of requests that are answered with anything but a failure of ours. */
  availability: 0.999,
  /** Share of requests that are answered within `seconds`: the 99th percentile lies below it. */
  latency: { share: 0.99, seconds: 0.5 },
  /** Until the loss of access has reached whoever subscribed to it. */
  freshnessSeconds: 60,
};

/** The two speeds of Google's SRE workbook: 2% of a month's budget in an hour, or 5% in six. */
const speeds = [
  { name: 'fast', rate: 14.4, long: Duration.hours(1), short: Duration.minutes(5) },
  { name: 'slow', rate: 6, long: Duration.hours(6), short: Duration.minutes(30) },
] as const;

export type PublicDoor = Readonly<{
  loadBalancer: elb.ApplicationLoadBalancer;
  targets: elb.ApplicationTargetGroup;
}>;

/** An alarm per promise and speed. The answer is the quickest sign of a bad release. */
export function watchObjectives(alarms: Alarms, door: PublicDoor): cloudwatch.Alarm {
  const [fast] = speeds.map(({ name, ...speed }) => {
    alarms.addBurn(`scim-latency-${name}`, {
      burn: (window) => latencyBurn(door, window),
      means: `Slow answers use up the month's budget ${speed.rate} times too fast.`,
      ...speed,
    });
    return alarms.addBurn(`scim-availability-${name}`, {
      burn: (window) => availabilityBurn(door, window),
      means: `Failed answers use up the month's budget ${speed.rate} times too fast.`,
      ...speed,
    }).now;
  });
  alarms.add('off-boarding-freshness', {
    metric: eventLag(Duration.minutes(1)),
    above: objectives.freshnessSeconds,
    periods: 5,
    missing: cloudwatch.TreatMissingData.BREACHING,
    means: 'Somebody lost access, and those who subscribed to that do not know, for longer than promised.',
  });
  if (!fast) throw new Error('There are no speeds to watch.');
  return fast;
}

/** How many times faster than sustainable failures use up the budget. */
export function availabilityBurn({ loadBalancer, targets }: PublicDoor, period: Duration) {
  const options = { period, statistic: 'Sum' };
  return new cloudwatch.MathExpression({
    expression: `IF(requests > 0, ((FILL(failed, 0) + FILL(refused, 0)) / requests) / ${budget(objectives.availability)}, 0)`,
    usingMetrics: {
      requests: loadBalancer.metrics.requestCount(options),
      failed: targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, options),
      refused: loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, options),
    },
    label: 'availability: budget burnt, times sustainable',
    period,
  });
}

/** How many times faster than sustainable slow answers use up the budget. */
export function latencyBurn({ targets }: PublicDoor, period: Duration) {
  const { share, seconds } = objectives.latency;
  return new cloudwatch.MathExpression({
    expression: `(100 - quick) / ${budget(share) * 100}`,
    usingMetrics: {
      // The share of answers, in percent, that took no longer.
      quick: targets.metrics.targetResponseTime({ period, statistic: `PR(:${seconds})` }),
    },
    label: 'latency: budget burnt, times sustainable',
    period,
  });
}

/** How long the oldest change that somebody subscribed to has waited. */
export function eventLag(period: Duration) {
  return new cloudwatch.Metric({
    namespace: metricNamespace,
    metricName: 'rollcall_event_lag_seconds',
    statistic: 'Maximum',
    period,
  });
}

function budget(share: number): number {
  return Number((1 - share).toFixed(6));
}
