import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { SecretRotation, SecretRotationApplication } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';

const databaseName = 'rollcall';

/** What would have to be escaped in a URL or a shell. */
const escapable = ` %+~\`#$&*()|[]{}:;<>?!'/@"\\,=^`;

/**
 * The database of a stage and its three roles: the administrator, whom a release needs to make the other two, the owner
 * of the schema, who migrates, and the service, which owns nothing and serves.
 */
export class Postgres extends Construct {
  readonly cluster: rds.DatabaseCluster;
  readonly administrator: rds.DatabaseSecret;
  readonly owner: rds.DatabaseSecret;
  readonly service: rds.DatabaseSecret;
  readonly name = databaseName;

  constructor(scope: Construct, id: string, props: { stage: Stage; vpc: ec2.IVpc; key: kms.IKey }) {
    super(scope, id);
    const { stage, vpc, key } = props;
    const secret = (name: string, username: string, masterSecret?: rds.DatabaseSecret) => {
      const made = new rds.DatabaseSecret(this, name, {
        username,
        encryptionKey: key,
        excludeCharacters: escapable,
        ...(masterSecret && { masterSecret }),
      });
      made.applyRemovalPolicy(RemovalPolicy.RETAIN);
      return made;
    };
    this.administrator = secret('Administrator', 'rollcall_administrator');
    this.cluster = new rds.DatabaseCluster(this, 'Cluster', {
      ...engineOf(this, stage),
      ...sizeOf(stage),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      credentials: rds.Credentials.fromSecret(this.administrator),
      defaultDatabaseName: databaseName,
      // A port that is not everybody's first guess.
      port: 5433,
      iamAuthentication: true,
      storageEncrypted: true,
      storageEncryptionKey: key,
      copyTagsToSnapshot: true,
      // Continuous: any second of these days can be restored.
      backup: { retention: Duration.days(stage.database.backupDays), preferredWindow: '03:00-04:00' },
      preferredMaintenanceWindow: 'sun:04:30-sun:05:30',
      deleteAutomatedBackups: false,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      cloudwatchLogsExports: ['postgresql'],
      monitoringInterval: Duration.seconds(60),
      enablePerformanceInsights: true,
      performanceInsightEncryptionKey: key,
      performanceInsightRetention: rds.PerformanceInsightRetention.DEFAULT,
      autoMinorVersionUpgrade: true,
    });
    Validations.of(this.cluster).acknowledge({
      id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole]`,
      reason: 'AWS keeps this policy for exactly this: it lets the database write its own monitoring.',
    });
    this.owner = secret('Owner', 'rollcall_owner');
    this.service = secret('Service', 'rollcall_app', this.administrator);
    this.rotate(vpc);
  }

  private rotate(vpc: ec2.IVpc): void {
    const automaticallyAfter = Duration.days(60);
    // The functions that rotate speak to Secrets Manager, to which no route leads from the layer of the database.
    const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    this.cluster.addRotationSingleUser({ automaticallyAfter, vpcSubnets });
    // Nobody is connected as the owner but a release, which reads the secret as it begins.
    new SecretRotation(this, 'OwnerRotation', {
      secret: this.owner.attach(this.cluster),
      application: SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER,
      excludeCharacters: escapable,
      target: this.cluster,
      automaticallyAfter,
      vpc,
      vpcSubnets,
    });
    // Two users take turns, so that the one a running task knows stays good until the rotation after next.
    this.cluster.addRotationMultiUser('ServiceRotation', {
      secret: this.service.attach(this.cluster),
      excludeCharacters: escapable,
      automaticallyAfter,
      vpcSubnets,
    });
  }
}

function engineOf(scope: Construct, { database }: Stage) {
  const engine = rds.DatabaseClusterEngine.auroraPostgres({
    version: rds.AuroraPostgresEngineVersion.VER_18_4,
  });
  const parameters = {
    'rds.force_ssl': '1',
    max_connections: String(database.connections),
    log_min_duration_statement: '1000',
    log_lock_waits: '1',
    idle_in_transaction_session_timeout: '60000',
  };
  return { engine, parameterGroup: new rds.ParameterGroup(scope, 'Parameters', { engine, parameters }) };
}

function sizeOf({ database, zones }: Stage) {
  return {
    serverlessV2MinCapacity: database.minAcu,
    serverlessV2MaxCapacity: database.maxAcu,
    writer: rds.ClusterInstance.serverlessV2('Writer', {
      availabilityZone: zone(0),
      enablePerformanceInsights: true,
    }),
    // As large as the writer at every moment, as it is the one that takes over.
    readers: Array.from({ length: database.readers }, (_, n) =>
      rds.ClusterInstance.serverlessV2(`Reader${n + 1}`, {
        availabilityZone: zone(n + 1),
        scaleWithWriter: true,
        enablePerformanceInsights: true,
      }),
    ),
  };

  function zone(n: number): string {
    return zones[n % zones.length] ?? '';
  }
}
