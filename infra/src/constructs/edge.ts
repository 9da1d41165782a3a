import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as waf from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';
import { logGroup } from './log-group.ts';

export type EdgeProps = Readonly<{
  stage: Stage;
  key: kms.IKey;
  host: string;
  zone: route53.IHostedZone;
  certificate: acm.ICertificate;
  origin: cloudfront.IOrigin;
  webAcl: waf.CfnWebACL;
  accessLogs: s3.IBucket;
  /** Paths whose answers never change. */
  immutable?: string;
}>;

/** CloudFront in front of an origin, under a host name of ours. It stores nothing but what never changes. */
export class Edge extends Construct {
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { stage, key, host, zone, certificate, origin, webAcl, accessLogs, immutable } = props;
    const behavior: cloudfront.BehaviorOptions = {
      origin,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER,
    };
    const unchanging = { ...behavior, cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED };
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      domainNames: [host],
      certificate,
      defaultBehavior: behavior,
      ...(immutable && { additionalBehaviors: { [immutable]: unchanging } }),
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      webAclId: webAcl.attrArn,
      enableLogging: true,
      logBucket: accessLogs,
      logFilePrefix: `cloudfront/${host}/`,
      comment: host,
    });
    const target = route53.RecordTarget.fromAlias(new CloudFrontTarget(this.distribution));
    new route53.ARecord(this, 'Ipv4', { zone, recordName: host, target });
    new route53.AaaaRecord(this, 'Ipv6', { zone, recordName: host, target });
    this.logBlocked(webAcl, { stage, key });
    Validations.of(this.distribution).acknowledge({
      id: 'AwsSolutions-CFR1',
      reason: 'Customers and the addresses of their identity providers may be anywhere.',
    });
  }

  /** What was blocked is on record, without the secrets it carried. */
  private logBlocked(webAcl: waf.CfnWebACL, { stage, key }: Pick<EdgeProps, 'stage' | 'key'>): void {
    // AWS takes no other beginning of this name.
    const name = `aws-waf-logs-rollcall-${stage.name}-${webAcl.node.id.toLowerCase()}`;
    const log = logGroup(this, 'Blocked', { stage, key, name });
    new waf.CfnLoggingConfiguration(this, 'BlockedLog', {
      resourceArn: webAcl.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: log.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: ['authorization', 'cookie'].map((header) => ({ singleHeader: { Name: header } })),
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    });
  }
}
