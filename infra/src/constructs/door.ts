import { Duration } from 'aws-cdk-lib';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** The addresses CloudFront comes from: `com.amazonaws.global.cloudfront.origin-facing` in us-east-1. */
export const cloudFrontPrefixList = 'pl-3b927c52';

export type DoorProps = Readonly<{
  vpc: ec2.IVpc;
  certificate: acm.ICertificate;
  accessLogs: s3.IBucket;
  isPublic: boolean;
  /** A request has to show one of these in X-Origin-Proof. */
  proofs?: readonly string[];
}>;

/** A load balancer that listens to CloudFront alone and leads to one port of one service. */
export class Door extends Construct {
  readonly loadBalancer: elb.ApplicationLoadBalancer;
  readonly listener: elb.ApplicationListener;
  readonly #proofs: readonly string[] | undefined;

  constructor(scope: Construct, id: string, props: DoorProps) {
    super(scope, id);
    const { vpc, certificate, accessLogs, isPublic, proofs } = props;
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      allowAllOutbound: false,
      description: 'A load balancer that listens to CloudFront',
    });
    securityGroup.addIngressRule(ec2.Peer.prefixList(cloudFrontPrefixList), ec2.Port.tcp(443), 'CloudFront');
    this.loadBalancer = new elb.ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing: isPublic,
      vpcSubnets: {
        subnetType: isPublic ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS,
      },
      securityGroup,
      deletionProtection: true,
      dropInvalidHeaderFields: true,
      // Shorter than the 75 seconds that the services keep a connection.
      idleTimeout: Duration.seconds(60),
    });
    this.loadBalancer.logAccessLogs(accessLogs, `${id.toLowerCase()}`);
    this.#proofs = proofs;
    this.listener = this.loadBalancer.addListener('Https', {
      port: 443,
      open: false,
      certificates: [certificate],
      sslPolicy: elb.SslPolicy.TLS13_RES,
      defaultAction: elb.ListenerAction.fixedResponse(403, { contentType: 'text/plain', messageBody: 'No.' }),
    });
  }

  /** What CloudFront lets through goes to `port` of the service, which is asked for `healthPath` now and then. */
  leadTo(service: ecs.FargateService, props: { container: string; port: number; healthPath: string }) {
    const { container, port, healthPath } = props;
    const targets = new elb.ApplicationTargetGroup(this, 'Targets', {
      vpc: service.cluster.vpc,
      port,
      protocol: elb.ApplicationProtocol.HTTP,
      targetType: elb.TargetType.IP,
      targets: [service.loadBalancerTarget({ containerName: container, containerPort: port })],
      deregistrationDelay: Duration.seconds(30),
      loadBalancingAlgorithmType: elb.TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
      healthCheck: {
        path: healthPath,
        interval: Duration.seconds(10),
        timeout: Duration.seconds(5),
        healthyThresholdCount: 2,
        unhealthyThresholdCount: 3,
      },
    });
    this.listener.addAction('Let', {
      priority: 1,
      conditions: [
        this.#proofs
          ? elb.ListenerCondition.httpHeader('X-Origin-Proof', [...this.#proofs])
          : elb.ListenerCondition.pathPatterns(['/*']),
      ],
      action: elb.ListenerAction.forward([targets]),
    });
    return targets;
  }
}
