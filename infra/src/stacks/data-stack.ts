import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Stage } from '../config.ts';
import { AccessLogs } from '../constructs/access-logs.ts';
import { ApplicationSecrets } from '../constructs/application-secrets.ts';
import { ImageRepository } from '../constructs/image-repository.ts';
import { Network } from '../constructs/network.ts';
import { Postgres } from '../constructs/postgres.ts';
import { StageKey } from '../constructs/stage-key.ts';

/** What a stage may not lose: its data, keys, secrets, images and the network they stand in. */
export class DataStack extends Stack {
  readonly key;
  readonly vpc;
  readonly postgres;
  readonly secrets;
  readonly accessLogs;
  readonly images;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { stage: Stage }) {
    super(scope, id, { ...props, terminationProtection: true });
    const { key } = new StageKey(this, 'Key');
    const { vpc } = new Network(this, 'Network', { stage, key });
    this.key = key;
    this.vpc = vpc;
    this.postgres = new Postgres(this, 'Postgres', { stage, vpc, key });
    this.secrets = new ApplicationSecrets(this, 'Secrets', { stage, key });
    this.accessLogs = new AccessLogs(this, 'AccessLogs', { stage }).bucket;
    this.images = {
      api: new ImageRepository(this, 'ApiImages', { key }).repository,
      admin: new ImageRepository(this, 'AdminImages', { key }).repository,
    };
    new CfnOutput(this, 'ApiImagesUri', { value: this.images.api.repositoryUri });
    new CfnOutput(this, 'AdminImagesUri', { value: this.images.admin.repositoryUri });
  }
}
