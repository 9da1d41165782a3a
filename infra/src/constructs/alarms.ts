import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';

type AlarmProps = Readonly<{
  metric: cloudwatch.IMetric;
  /** What is the case when it goes off. */
  means: string;
  above?: number;
  below?: number;
  /** How many periods of the metric in a row. */
  periods?: number;
  missing?: cloudwatch.TreatMissingData;
}>;

/** Every alarm there is. Each has the name of the heading in docs/runbook.md that says what to do about it. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;
  readonly all: cloudwatch.AlarmBase[] = [];

  constructor(scope: Construct, id: string, { stage, key }: { stage: Stage; key: kms.IKey }) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    for (const address of stage.onCall) this.topic.addSubscription(new EmailSubscription(address));
  }

  /** Somebody is told when the metric goes past its bound. */
  add(heading: string, props: AlarmProps): cloudwatch.Alarm {
    const alarm = this.watch(heading, heading, props);
    this.tell(alarm);
    return alarm;
  }

  /** Somebody is told when an error budget burns `rate` times too fast, over a long window and still over a short one. */
  addBurn(
    heading: string,
    { burn, means, rate, long, short }: BurnProps,
  ): Readonly<{ now: cloudwatch.Alarm; composite: cloudwatch.CompositeAlarm }> {
    const over = (window: Duration, name: string) =>
      this.watch(`${heading}-${name}`, heading, { metric: burn(window), above: rate, means });
    const [then, now] = [over(long, 'long'), over(short, 'short')];
    const composite = new cloudwatch.CompositeAlarm(this, heading, {
      alarmRule: cloudwatch.AlarmRule.allOf(then, now),
      alarmDescription: describe(means, heading),
    });
    this.tell(composite);
    return { now, composite };
  }

  private watch(id: string, heading: string, props: AlarmProps): cloudwatch.Alarm {
    const { metric, means, above, below, periods = 1, missing } = props;
    return new cloudwatch.Alarm(this, id, {
      metric,
      alarmDescription: describe(means, heading),
      threshold: above ?? below ?? 0,
      comparisonOperator:
        below === undefined
          ? cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: missing ?? cloudwatch.TreatMissingData.NOT_BREACHING,
    });
  }

  private tell(alarm: cloudwatch.AlarmBase): void {
    alarm.addAlarmAction(new SnsAction(this.topic));
    if (alarm instanceof cloudwatch.Alarm) alarm.addOkAction(new SnsAction(this.topic));
    this.all.push(alarm);
  }
}

type BurnProps = Readonly<{
  burn: (window: Duration) => cloudwatch.IMetric;
  means: string;
  rate: number;
  long: Duration;
  short: Duration;
}>;

function describe(means: string, heading: string): string {
  return `${means} See docs/runbook.md#${heading}`;
}
