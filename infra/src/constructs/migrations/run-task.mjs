// The two halves of the custom resource: a task is begun, and asked after until it has ended. Runs in AWS Lambda, whose
// runtime brings the client.
import { DescribeTasksCommand, ECSClient, RunTaskCommand } from '@aws-sdk/client-ecs';

const ecs = new ECSClient({});

/**
 * @typedef {{ cluster: string, taskDefinition: string, subnets: string[], securityGroup: string, log: string }} Wanted
 * @typedef {{ RequestType: string, ResourceProperties: Wanted, PhysicalResourceId?: string }} Event
 */

/** @param {Event} event */
export async function onEvent({ RequestType, ResourceProperties: wanted, PhysicalResourceId }) {
  if (RequestType === 'Delete') return { PhysicalResourceId };
  const { tasks = [], failures = [] } = await ecs.send(
    new RunTaskCommand({
      cluster: wanted.cluster,
      taskDefinition: wanted.taskDefinition,
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: { subnets: wanted.subnets, securityGroups: [wanted.securityGroup] },
      },
    }),
  );
  const task = tasks[0]?.taskArn;
  if (!task) throw new Error(`The migrations could not begin: ${failures[0]?.reason ?? 'no task was made'}.`);
  return { PhysicalResourceId: 'migrations', Data: { task } };
}

/** @param {Event & { Data: { task: string } }} event */
export async function isComplete({ RequestType, ResourceProperties: wanted, Data }) {
  if (RequestType === 'Delete') return { IsComplete: true };
  const { tasks = [] } = await ecs.send(
    new DescribeTasksCommand({ cluster: wanted.cluster, tasks: [Data.task] }),
  );
  const [task] = tasks;
  if (task?.lastStatus !== 'STOPPED') return { IsComplete: false };
  const failed = task.containers?.find(({ exitCode }) => exitCode !== 0);
  if (!failed) return { IsComplete: true };
  const why = failed.exitCode === undefined ? task.stoppedReason : `it ended with ${failed.exitCode}`;
  throw new Error(`The container ${failed.name} of the migrations failed: ${why}. Its log is ${wanted.log}.`);
}
