import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { AdminVariable } from '@rollcall/environment';
import type { ApiService } from './api-service.ts';
import { addCollector, tracing } from './collector.ts';
import { RunningTasks } from './running-tasks.ts';
import { Task, type TaskProps } from './task.ts';

export const adminPort = 3000;

export type AdminServiceProps = Omit<TaskProps, 'size'> & Readonly<{ cluster: ecs.Cluster; api: ApiService }>;

/** The Command Center's server: the only one that may call the API's private port. */
export class AdminService extends Construct {
  readonly tasks: RunningTasks;
  readonly task: Task;

  constructor(scope: Construct, id: string, props: AdminServiceProps) {
    super(scope, id);
    const { cluster, api, stage } = props;
    const task = new Task(this, 'Task', { ...props, size: stage.admin });
    task.addContainer('admin', {
      environment: {
        API_URL: api.privateUrl,
        ORIGIN: `https://${stage.dns.console}`,
        ...tracing,
        PORT: String(adminPort),
        HOST: '0.0.0.0',
        // The load balancer writes the last address, CloudFront the one before it.
        ADDRESS_HEADER: 'x-forwarded-for',
        XFF_DEPTH: '2',
      } satisfies Record<AdminVariable, string>,
      portMappings: [{ name: 'console', containerPort: adminPort }],
      healthUrl: `http://127.0.0.1:${adminPort}/favicon.svg`,
    });
    addCollector(task);
    this.task = task;
    this.tasks = new RunningTasks(this, 'Admin', { cluster, task, size: stage.admin, serviceConnect: {} });
    api.allowPrivate(this.tasks.securityGroup);
    // It asks for the private port the moment it begins.
    this.tasks.service.node.addDependency(api.tasks.service);
  }
}
