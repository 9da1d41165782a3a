import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Postgres } from './postgres.ts';

/** The three roles of the database that can sign in. */
export type Logins = Readonly<Record<'administrator' | 'owner' | 'service', ISecret>>;

/** Where the database is. What is there is encrypted on the way and proves who it is. */
export function databaseEnvironment({ cluster, name }: Postgres) {
  return {
    DATABASE_HOST: `${cluster.clusterEndpoint.hostname}:${cluster.clusterEndpoint.port}`,
    DATABASE_NAME: name,
    DATABASE_TLS: 'on',
  };
}

/** A login, read by ECS as the task begins: it stands in no template and no image. */
export function databaseSecrets<Prefix extends string>(prefix: Prefix, secret: ISecret) {
  return {
    [`${prefix}_USER`]: ecs.Secret.fromSecretsManager(secret, 'username'),
    [`${prefix}_PASSWORD`]: ecs.Secret.fromSecretsManager(secret, 'password'),
  } as Record<`${Prefix}_USER` | `${Prefix}_PASSWORD`, ecs.Secret>;
}
