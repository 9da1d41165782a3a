import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { ApiVariable } from '@rollcall/environment';
import { addCollector, tracing } from './collector.ts';
import { databaseEnvironment, databaseSecrets, type Logins } from './database-environment.ts';
import type { Postgres } from './postgres.ts';
import { RunningTasks } from './running-tasks.ts';
import { Task, type TaskProps } from './task.ts';

export const apiPorts = { public: 4000, private: 4001 };

export type ApiServiceProps = Omit<TaskProps, 'size'> &
  Readonly<{ cluster: ecs.Cluster; postgres: Postgres; logins: Logins; sealingKey: ISecret }>;

/** The API: its public port for the public door, its private port for the Command Center and nobody else. */
export class ApiService extends Construct {
  readonly tasks: RunningTasks;
  readonly task: Task;
  /** Where the Command Center finds the private port. */
  readonly privateUrl = `http://api:${apiPorts.private}`;

  constructor(scope: Construct, id: string, props: ApiServiceProps) {
    super(scope, id);
    const { cluster, postgres, stage } = props;
    const task = new Task(this, 'Task', { ...props, size: stage.api });
    task.addContainer('api', {
      ...environmentOf(props),
      portMappings: [
        { name: 'public', containerPort: apiPorts.public },
        { name: 'private', containerPort: apiPorts.private },
      ],
      healthUrl: `http://127.0.0.1:${apiPorts.private}/healthz`,
    });
    addCollector(task, { metricsPort: apiPorts.private });
    this.task = task;
    this.tasks = new RunningTasks(this, 'Api', {
      cluster,
      task,
      size: stage.api,
      serviceConnect: { services: [{ portMappingName: 'private', dnsName: 'api', port: apiPorts.private }] },
    });
    this.tasks.securityGroup.connections.allowToDefaultPort(postgres.cluster, 'PostgreSQL');
  }

  /** The tasks of `other` may call the private port. */
  allowPrivate(other: ec2.ISecurityGroup): void {
    const port = ec2.Port.tcp(apiPorts.private);
    other.connections.allowTo(this.tasks.securityGroup, port, 'The private port, for the Command Center');
  }
}

function environmentOf({ stage, postgres, logins, sealingKey }: ApiServiceProps) {
  const { scim, console } = stage.dns;
  return {
    environment: {
      ...databaseEnvironment(postgres),
      DATABASE_POOL: String(stage.api.databasePool),
      PUBLIC_PORT: String(apiPorts.public),
      PRIVATE_PORT: String(apiPorts.private),
      PRIVATE_HOST: '0.0.0.0',
      PUBLIC_ORIGIN: `https://${scim}`,
      ADMIN_ORIGIN: `https://${console}`,
      LOG_LEVEL: 'info',
      // CloudFront and the load balancer.
      TRUSTED_PROXIES: '2',
      WORKER: 'on',
      ...tracing,
    } satisfies Partial<Record<ApiVariable, string>>,
    secrets: {
      ...databaseSecrets('DATABASE', logins.service),
      SECRET_KEY: ecs.Secret.fromSecretsManager(sealingKey),
    } satisfies Partial<Record<ApiVariable, ecs.Secret>>,
  };
}
