import { RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from '../config.ts';

/** A log that is encrypted with the stage's key, kept as long as the stage says, and outlives its stack. */
export function logGroup(
  scope: Construct,
  id: string,
  { stage, key, name }: { stage: Stage; key: kms.IKey; name?: string },
): logs.LogGroup {
  return new logs.LogGroup(scope, id, {
    ...(name && { logGroupName: name }),
    retention: retention[stage.logDays],
    encryptionKey: key,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

const retention = {
  30: logs.RetentionDays.ONE_MONTH,
  90: logs.RetentionDays.THREE_MONTHS,
  365: logs.RetentionDays.ONE_YEAR,
} as const;
