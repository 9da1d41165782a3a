import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Universal } from 'aws-cdk-lib/aws-scheduler-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { ServiceSize } from '../config.ts';
import type { Task } from './task.ts';

export type RunningTasksProps = Readonly<{
  cluster: ecs.Cluster;
  task: Task;
  size: ServiceSize;
  serviceConnect: ecs.ServiceConnectProps;
}>;

/** Tasks behind a load balancer. A deployment whose tasks do not come up, or that sets off its alarm, is undone. */
export class RunningTasks extends Construct {
  readonly service: ecs.FargateService;
  readonly securityGroup: ec2.SecurityGroup;
  readonly #size: ServiceSize;

  constructor(scope: Construct, id: string, { cluster, task, size, serviceConnect }: RunningTasksProps) {
    super(scope, id);
    this.#size = size;
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: cluster.vpc,
      allowAllOutbound: false,
      description: `The tasks of ${id}`,
    });
    this.securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'AWS and the open internet');
    this.service = new ecs.FargateService(this, 'Service', {
      cluster,
      taskDefinition: task.definition,
      securityGroups: [this.securityGroup],
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      desiredCount: size.tasks.least,
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriod: Duration.seconds(60),
      enableECSManagedTags: true,
      propagateTags: ecs.PropagatedTagSource.SERVICE,
      serviceConnectConfiguration: serviceConnect,
    });
    this.renewWeekly();
  }

  /** As many tasks as the work needs, by their processors and by how many requests reach each. */
  scaleOn(targets: elb.ApplicationTargetGroup, { requestsPerMinute }: { requestsPerMinute: number }): void {
    const { least, most } = this.#size.tasks;
    const scaling = this.service.autoScaleTaskCount({ minCapacity: least, maxCapacity: most });
    const patience = { scaleInCooldown: Duration.minutes(5), scaleOutCooldown: Duration.seconds(30) };
    scaling.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 55, ...patience });
    scaling.scaleOnRequestCount('Requests', {
      requestsPerTarget: requestsPerMinute,
      targetGroup: targets,
      ...patience,
    });
  }

  /** Begun anew each week, tasks run on a patched platform and know the password of the last rotation. */
  private renewWeekly(): void {
    const { service } = this;
    new scheduler.Schedule(this, 'Renewal', {
      schedule: scheduler.ScheduleExpression.cron({ weekDay: 'TUE', hour: '9', minute: '0' }),
      timeWindow: scheduler.TimeWindow.flexible(Duration.minutes(30)),
      description: 'Tasks are replaced one by one',
      target: new Universal({
        service: 'ecs',
        action: 'updateService',
        input: scheduler.ScheduleTargetInput.fromObject({
          Cluster: service.cluster.clusterArn,
          Service: service.serviceArn,
          ForceNewDeployment: true,
        }),
        policyStatements: [
          new iam.PolicyStatement({ actions: ['ecs:UpdateService'], resources: [service.serviceArn] }),
        ],
      }),
    });
  }
}
