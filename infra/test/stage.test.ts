import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { stages } from '../src/config.ts';
import { apiPorts } from '../src/constructs/api-service.ts';
import { cloudFrontPrefixList } from '../src/constructs/door.ts';
import { ofType, templatesOf } from './synthesise.ts';

const prod = templatesOf('prod');
const { data, service } = prod;

test('the private port is reached from the tasks of the Command Center and from nowhere else', () => {
  const entries = ofType(prod, 'AWS::EC2::SecurityGroupIngress').filter(([, { Properties: rule }]) =>
    covers(rule, apiPorts.private),
  );
  expect(entries).toHaveLength(1);
  const source = JSON.stringify(entries[0]?.[1].Properties['SourceSecurityGroupId']);
  expect(source).toContain('AdminServiceAdminSecurityGroup');
  for (const [, group] of ofType(prod, 'AWS::EC2::SecurityGroup')) {
    const inline: Record<string, unknown>[] = group.Properties['SecurityGroupIngress'] ?? [];
    expect(inline.filter((rule) => covers(rule, apiPorts.private))).toEqual([]);
  }
  for (const [, target] of ofType(prod, 'AWS::ElasticLoadBalancingV2::TargetGroup')) {
    expect(target.Properties['Port']).not.toBe(apiPorts.private);
  }
});

test('no security group lets the internet in, only CloudFront', () => {
  const rules = [
    ...ofType(prod, 'AWS::EC2::SecurityGroup').flatMap(
      ([, each]) => each.Properties['SecurityGroupIngress'] ?? [],
    ),
    ...ofType(prod, 'AWS::EC2::SecurityGroupIngress').map(([, each]) => each.Properties),
  ];
  expect(rules.filter((rule) => rule.CidrIp ?? rule.CidrIpv6)).toEqual([]);
  const lists = rules.flatMap((rule) => rule.SourcePrefixListId ?? []);
  expect(new Set(lists)).toEqual(new Set([cloudFrontPrefixList]));
});

test('the one load balancer with a public address leads to the public port, for those CloudFront vouches for', () => {
  const open = ofType(prod, 'AWS::ElasticLoadBalancingV2::LoadBalancer').filter(
    ([, each]) => each.Properties['Scheme'] === 'internet-facing',
  );
  expect(open).toHaveLength(1);
  const conditions = ofType(prod, 'AWS::ElasticLoadBalancingV2::ListenerRule').map(([id, rule]) => [
    id,
    rule.Properties['Conditions'][0].Field,
  ]);
  expect(conditions).toContainEqual([expect.stringContaining('PublicDoor'), 'http-header']);
  for (const [, listener] of ofType(prod, 'AWS::ElasticLoadBalancingV2::Listener')) {
    expect(listener.Properties['Protocol']).toBe('HTTPS');
    expect(listener.Properties['DefaultActions'][0].FixedResponseConfig.StatusCode).toBe('403');
  }
});

test('what is stored is encrypted, and the database takes encrypted connections alone', () => {
  data.hasResourceProperties('AWS::RDS::DBCluster', { StorageEncrypted: true, KmsKeyId: Match.anyValue() });
  data.hasResourceProperties('AWS::RDS::DBClusterParameterGroup', {
    Parameters: Match.objectLike({ 'rds.force_ssl': '1' }),
  });
  data.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  for (const type of ['AWS::SecretsManager::Secret', 'AWS::Logs::LogGroup', 'AWS::SNS::Topic']) {
    for (const [id, { Properties }] of ofType(prod, type)) {
      expect(Properties['KmsKeyId'] ?? Properties['KmsMasterKeyId'], id).toBeDefined();
    }
  }
  for (const [id, { Properties }] of ofType(prod, 'AWS::ECR::Repository')) {
    expect(Properties['EncryptionConfiguration'].EncryptionType, id).toBe('KMS');
    expect(Properties['ImageTagMutability'], id).toBe('IMMUTABLE');
  }
  data.hasResourceProperties('AWS::S3::Bucket', { BucketEncryption: Match.anyValue() });
});

test('what a stage may not lose outlives its stack', () => {
  const kept = [
    'AWS::RDS::DBCluster',
    'AWS::RDS::DBInstance',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::S3::Bucket',
    'AWS::ECR::Repository',
    'AWS::Logs::LogGroup',
  ];
  for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of kept.flatMap((type) => ofType(prod, type))) {
    expect([id, DeletionPolicy, UpdateReplacePolicy]).toEqual([id, 'Retain', 'Retain']);
  }
  data.hasResourceProperties('AWS::RDS::DBCluster', {
    DeletionProtection: true,
    BackupRetentionPeriod: 35,
    CopyTagsToSnapshot: true,
    DeleteAutomatedBackups: false,
  });
});

test('the database stands in two zones and in no public one', () => {
  const zones = ofType(prod, 'AWS::RDS::DBInstance').map(([, each]) => each.Properties['AvailabilityZone']);
  expect(new Set(zones).size).toBe(2);
  data.allResourcesProperties('AWS::RDS::DBInstance', { PubliclyAccessible: false });
});

test('every login of the database is rotated, the one that serves by two users who take turns', () => {
  const rotations = ofType(prod, 'AWS::Serverless::Application').map(([id, { Properties }]) => {
    const [mapping] = Properties['Location'].ApplicationId['Fn::FindInMap'];
    return [id, data.toJSON()['Mappings'][mapping].aws.applicationId.split('/').at(-1)];
  });
  const [one, two] = ['SingleUser', 'MultiUser'].map((kind) => `SecretsManagerRDSPostgreSQLRotation${kind}`);
  expect(rotations).toEqual([
    [expect.stringContaining('ClusterRotationSingleUser'), one],
    [expect.stringContaining('ServiceRotation'), two],
    [expect.stringContaining('OwnerRotation'), one],
  ]);
});

test('every log is kept as long as the stage says', () => {
  const days = ofType(prod, 'AWS::Logs::LogGroup').map(([, each]) => each.Properties['RetentionInDays']);
  expect(new Set(days)).toEqual(new Set([365]));
});

test('containers run as nobody, without capabilities, on a file system they cannot write', () => {
  const ours = ofType(prod, 'AWS::ECS::TaskDefinition').flatMap(([, each]) =>
    each.Properties['ContainerDefinitions'].filter(({ Name }: { Name: string }) => Name !== 'Collector'),
  );
  expect(ours.map(({ Name }) => Name).sort()).toEqual(['admin', 'api', 'migrate', 'roles']);
  for (const container of ours) {
    expect(container).toMatchObject({
      User: '65532:65532',
      ReadonlyRootFilesystem: true,
      LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
    });
  }
});

test('no secret is an environment variable in a template', () => {
  for (const [, { Properties }] of ofType(prod, 'AWS::ECS::TaskDefinition')) {
    for (const { Environment = [] } of Properties['ContainerDefinitions']) {
      const names: string[] = Environment.map(({ Name }: { Name: string }) => Name);
      expect(names.filter((name) => /PASSWORD|SECRET|TOKEN/.test(name))).toEqual([]);
    }
  }
});

test('migrations run before any service is updated, and the service is never given the owner of the schema', () => {
  for (const [id, { DependsOn = [] }] of ofType(prod, 'AWS::ECS::Service')) {
    expect(DependsOn, id).toContainEqual(expect.stringContaining('MigrationsApplied'));
  }
  const api = ofType(prod, 'AWS::ECS::TaskDefinition').find(([id]) => id.startsWith('ApiService'));
  const given = JSON.stringify(api?.[1].Properties['ContainerDefinitions']);
  expect(given).toContain('PostgresService');
  expect(given).not.toMatch(/PostgresOwner|PostgresAdministrator/);
});

test('a deployment that fails is undone', () => {
  service.allResourcesProperties('AWS::ECS::Service', {
    DeploymentConfiguration: Match.objectLike({
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MinimumHealthyPercent: 100,
    }),
  });
  service.hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: Match.objectLike({
      Alarms: Match.objectLike({ Enable: true, Rollback: true }),
    }),
  });
});

test('no policy of ours allows every action, or an action on everything that knows resources', () => {
  const withoutResources = [
    'ecr:GetAuthorizationToken',
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
  ];
  for (const [id, { Properties }] of ofType(prod, 'AWS::IAM::Policy')) {
    for (const statement of Properties['PolicyDocument'].Statement) {
      const actions = [statement.Action].flat();
      expect(
        actions.filter((action: string) => /(^\*|:\*)$/.test(action)),
        id,
      ).toEqual([]);
      if ([statement.Resource].flat().includes('*')) {
        expect(
          actions.filter((action: string) => !withoutResources.includes(action)),
          id,
        ).toEqual([]);
      }
    }
  }
});

test.for(stages.map(({ name, ...stage }) => [name, stage] as const))(
  'two releases of %s at once, each as large as it may get, leave a fifth of the connections free',
  ([, { api, database }]) => {
    // apps/api/src/worker/start-background.ts.
    const [background, maintenance] = [6, 30];
    expect(api.tasks.most * 2 * (api.databasePool + background) + maintenance).toBeLessThanOrEqual(
      database.connections * 0.8,
    );
  },
);

function covers({ FromPort, ToPort, IpProtocol }: Record<string, unknown>, port: number): boolean {
  return IpProtocol === '-1' || (Number(FromPort) <= port && port <= Number(ToPort));
}
