import { Duration, Validations } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { ServiceSize, Stage } from '../config.ts';
import { logGroup } from './log-group.ts';

/** The user of the images: nobody in particular, and not root. */
const nobody = '65532:65532';

export type TaskProps = Readonly<{
  stage: Stage;
  key: kms.IKey;
  images: ecr.IRepository;
  release: string;
  size: Pick<ServiceSize, 'cpu' | 'memoryMiB'>;
}>;

type ContainerProps = Readonly<{
  environment: Record<string, string>;
  secrets?: Record<string, ecs.Secret>;
  command?: readonly string[];
  isEssential?: boolean;
  portMappings?: ecs.PortMapping[];
  /** What the container asks itself: is the process up? Not: is the database? A failover would else end every task. */
  healthUrl?: string;
}>;

/** A task on ARM whose containers run one image, as nobody, on a file system they cannot write. */
export class Task extends Construct {
  readonly definition: ecs.FargateTaskDefinition;
  readonly log;
  readonly #image: ecs.ContainerImage;

  constructor(scope: Construct, id: string, { stage, key, images, release, size }: TaskProps) {
    super(scope, id);
    this.definition = new ecs.FargateTaskDefinition(this, 'Definition', {
      cpu: size.cpu,
      memoryLimitMiB: size.memoryMiB,
      runtimePlatform: {
        cpuArchitecture: ecs.CpuArchitecture.ARM64,
        operatingSystemFamily: ecs.OperatingSystemFamily.LINUX,
      },
    });
    this.log = logGroup(this, 'Log', { stage, key });
    Validations.of(this.definition).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason: 'What stands there is no secret; those come from Secrets Manager as the task begins.',
    });
    Validations.of(this.definition.obtainExecutionRole()).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Signing in at ECR knows no resources; what may be pulled is one repository.',
    });
    this.#image = ecs.ContainerImage.fromEcrRepository(images, release);
  }

  addContainer(name: string, props: ContainerProps): ecs.ContainerDefinition {
    const { command, healthUrl, isEssential = true } = props;
    const linuxParameters = new ecs.LinuxParameters(this, `${name}Linux`, { initProcessEnabled: true });
    linuxParameters.dropCapabilities(ecs.Capability.ALL);
    return this.definition.addContainer(name, {
      image: this.#image,
      user: nobody,
      readonlyRootFilesystem: true,
      linuxParameters,
      essential: isEssential,
      environment: props.environment,
      ...(props.secrets && { secrets: props.secrets }),
      ...(props.portMappings && { portMappings: props.portMappings }),
      ...(command && { command: [...command] }),
      ...(healthUrl && { healthCheck: healthCheck(healthUrl) }),
      // Longer than a request or a job takes, shorter than Fargate's limit of two minutes.
      stopTimeout: Duration.seconds(90),
      logging: ecs.LogDrivers.awsLogs({
        logGroup: this.log,
        streamPrefix: name,
        // A full log must not hold up an answer.
        mode: ecs.AwsLogDriverMode.NON_BLOCKING,
      }),
    });
  }
}

function healthCheck(url: string): ecs.HealthCheck {
  return {
    command: ['CMD', '/nodejs/bin/node', '/app/health.js', url],
    interval: Duration.seconds(15),
    timeout: Duration.seconds(5),
    retries: 3,
    startPeriod: Duration.seconds(30),
  };
}
