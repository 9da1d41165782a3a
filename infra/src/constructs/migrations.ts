import { join } from 'node:path';
import { CustomResource, Duration, Stack, Validations, type CfnElement } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { MigrationVariable } from '@rollcall/environment';
import { databaseEnvironment, databaseSecrets, type Logins } from './database-environment.ts';
import { logGroup } from './log-group.ts';
import type { Postgres } from './postgres.ts';
import { Task, type TaskProps } from './task.ts';

export type MigrationsProps = Omit<TaskProps, 'size'> &
  Readonly<{ cluster: ecs.Cluster; vpc: ec2.IVpc; postgres: Postgres; logins: Logins }>;

/**
 * Once per release, before any service is updated: a task that sees to the roles of the database as its administrator,
 * then one that migrates as its owner. A release whose migration fails goes no further.
 */
export class Migrations extends Construct {
  constructor(scope: Construct, id: string, props: MigrationsProps) {
    super(scope, id);
    const { cluster, vpc, postgres } = props;
    const task = new Task(this, 'Task', { ...props, size: { cpu: 512, memoryMiB: 1024 } });
    addContainers(task, props);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      allowAllOutbound: false,
      description: 'Migrations',
    });
    securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'Images, secrets and logs');
    securityGroup.connections.allowToDefaultPort(postgres.cluster, 'PostgreSQL');

    const provider = new Provider(this, 'Provider', {
      onEventHandler: this.handler('onEvent', props),
      isCompleteHandler: this.handler('isComplete', props),
      queryInterval: Duration.seconds(10),
      totalTimeout: Duration.hours(2),
      logGroup: logGroup(this, 'ProviderLog', props),
    });
    mayRun(provider, { cluster, task });
    new CustomResource(this, 'Applied', {
      serviceToken: provider.serviceToken,
      resourceType: 'Custom::Migrations',
      properties: {
        cluster: cluster.clusterArn,
        taskDefinition: task.definition.taskDefinitionArn,
        subnets: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
        securityGroup: securityGroup.securityGroupId,
        log: task.log.logGroupName,
      },
    }).node.addDependency(securityGroup);
    acknowledge(this, provider, cluster);
  }

  private handler(name: string, { stage, key }: MigrationsProps): lambda.Function {
    return new lambda.Function(this, name, {
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(join(import.meta.dirname, 'migrations')),
      handler: `run-task.${name}`,
      timeout: Duration.seconds(30),
      logGroup: logGroup(this, `${name}Log`, { stage, key }),
    });
  }
}

function addContainers(task: Task, { postgres, logins }: MigrationsProps): void {
  const environment = databaseEnvironment(postgres);
  const { OWNER_USER, OWNER_PASSWORD } = databaseSecrets('OWNER', logins.owner);
  const { SERVICE_USER, SERVICE_PASSWORD } = databaseSecrets('SERVICE', logins.service);
  const secrets = { OWNER_USER, OWNER_PASSWORD, SERVICE_USER, SERVICE_PASSWORD };
  const roles = task.addContainer('roles', {
    command: ['/app/roles.js'],
    isEssential: false,
    environment,
    secrets: { ...databaseSecrets('DATABASE', logins.administrator), ...secrets } satisfies Partial<
      Record<MigrationVariable, ecs.Secret>
    >,
  });
  const migrate = task.addContainer('migrate', {
    command: ['/app/migrate.js'],
    environment,
    secrets: databaseSecrets('DATABASE', logins.owner),
  });
  migrate.addContainerDependencies({
    container: roles,
    condition: 'SUCCESS' as ecs.ContainerDependencyCondition,
  });
}

function mayRun(provider: Provider, { cluster, task }: { cluster: ecs.Cluster; task: Task }): void {
  const { onEventHandler, isCompleteHandler } = provider;
  task.definition.grantRun(onEventHandler);
  isCompleteHandler?.addToRolePolicy(
    new iam.PolicyStatement({
      actions: ['ecs:DescribeTasks'],
      resources: [cluster.arnForTasks('*')],
    }),
  );
}

function acknowledge(scope: Construct, provider: Provider, cluster: ecs.Cluster): void {
  const { onEventHandler, isCompleteHandler } = provider;
  const framework = ['framework-isComplete', 'framework-onTimeout'].map((id) => provider.node.findChild(id));
  const called = [onEventHandler, isCompleteHandler, ...framework].filter((each) => each !== undefined);
  const stack = Stack.of(scope);
  const anyTask = `task/<${stack.getLogicalId(cluster.node.defaultChild as CfnElement)}>/*`;
  Validations.of(scope).acknowledge(
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'A function may write its log, and nothing else by this policy.',
    },
    ...called.map((each) => ({
      id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(each.node.defaultChild as CfnElement)}.Arn>:*]`,
      reason: 'The library that waits may call any version of these functions, of which there is one.',
    })),
    {
      id: `AwsSolutions-IAM5[Resource::arn:aws:ecs:${stack.region}:${stack.account}:${anyTask}]`,
      reason: 'A task has no name before it runs; what is allowed is to look at those of this cluster.',
    },
    { id: 'AwsSolutions-SF1', reason: 'It only waits; what it waits for has a log.' },
    { id: 'AwsSolutions-SF2', reason: 'It only waits; there is nothing to trace.' },
  );
}
