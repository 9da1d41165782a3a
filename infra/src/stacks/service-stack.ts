import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { Duration } from 'aws-cdk-lib';
import type { Stage } from '../config.ts';
import { AdminService, adminPort } from '../constructs/admin-service.ts';
import { Alarms } from '../constructs/alarms.ts';
import { ApiService, apiPorts } from '../constructs/api-service.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import { Door } from '../constructs/door.ts';
import { Edge } from '../constructs/edge.ts';
import { Migrations } from '../constructs/migrations.ts';
import { watchObjectives } from '../constructs/objectives.ts';
import { watchVitals } from '../constructs/vital-alarms.ts';
import { consoleWebAcl, publicWebAcl } from '../constructs/web-acl.ts';
import type { DataStack } from './data-stack.ts';

type ServiceStackProps = StackProps & Readonly<{ stage: Stage; data: DataStack; release: string }>;

/** What runs: the services, the doors that lead to them, and what watches over both. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { stage, data, release, ...props }: ServiceStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const { vpc, postgres, images, secrets, accessLogs } = data;
    // By reference: a grant must not write this stack's roles into the policies of the other.
    const key = kms.Key.fromKeyArn(this, 'Key', data.key.keyArn);
    const refer = (id: string, { secretArn }: ISecret) =>
      Secret.fromSecretAttributes(this, id, { secretCompleteArn: secretArn, encryptionKey: key });
    const { zoneId: hostedZoneId, zoneName, scim, console } = stage.dns;
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName });
    const certificate = new acm.Certificate(this, 'Certificate', {
      domainName: scim,
      subjectAlternativeNames: [console],
      validation: acm.CertificateValidation.fromDns(zone),
    });
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
      defaultCloudMapNamespace: { name: 'rollcall', type: NamespaceType.HTTP, useForServiceConnect: true },
    });
    const logins = {
      administrator: refer('Administrator', postgres.administrator),
      owner: refer('Owner', postgres.owner),
      service: refer('Login', postgres.service),
    };
    const common = { stage, key, release, cluster, vpc, postgres, logins };

    const migrations = new Migrations(this, 'Migrations', { ...common, images: images.api });
    const sealingKey = refer('SealingKey', secrets.sealingKey);
    const api = new ApiService(this, 'ApiService', { ...common, images: images.api, sealingKey });
    const admin = new AdminService(this, 'AdminService', { ...common, images: images.admin, api });
    api.tasks.service.node.addDependency(migrations);
    admin.tasks.service.node.addDependency(migrations);

    const proofs = secrets.originProofs.map(({ secretValue }) => secretValue.unsafeUnwrap());
    const door = { vpc, certificate, accessLogs };
    const publicDoor = new Door(this, 'PublicDoor', { ...door, isPublic: true, proofs });
    const publicTargets = publicDoor.leadTo(api.tasks.service, {
      container: 'api',
      port: apiPorts.public,
      healthPath: '/healthz',
    });
    api.tasks.scaleOn(publicTargets, { requestsPerMinute: 4000 });
    const consoleDoor = new Door(this, 'ConsoleDoor', { ...door, isPublic: false });
    const consoleTargets = consoleDoor.leadTo(admin.tasks.service, {
      container: 'admin',
      port: adminPort,
      healthPath: '/favicon.svg',
    });
    admin.tasks.scaleOn(consoleTargets, { requestsPerMinute: 2000 });

    const edge = { stage, key, zone, certificate, accessLogs };
    const patience = { readTimeout: Duration.seconds(60), keepaliveTimeout: Duration.seconds(60) };
    new Edge(this, 'PublicEdge', {
      ...edge,
      host: scim,
      webAcl: publicWebAcl(this, 'PublicAcl'),
      origin: new HttpOrigin(publicDoor.loadBalancer.loadBalancerDnsName, {
        ...patience,
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
        customHeaders: { 'X-Origin-Proof': proofs.at(-1) ?? '' },
      }),
    }).node.addDependency(publicDoor);
    new Edge(this, 'ConsoleEdge', {
      ...edge,
      host: console,
      webAcl: consoleWebAcl(this, 'ConsoleAcl'),
      origin: VpcOrigin.withApplicationLoadBalancer(consoleDoor.loadBalancer, {
        ...patience,
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
      }),
      immutable: '/_app/immutable/*',
    }).node.addDependency(consoleDoor);

    const alarms = new Alarms(this, 'Alarms', { stage, key });
    const watched = { loadBalancer: publicDoor.loadBalancer, targets: publicTargets };
    const signOfABadRelease = watchObjectives(alarms, watched);
    api.tasks.service.enableDeploymentAlarms([signOfABadRelease.alarmName], {
      behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM,
    });
    watchVitals(alarms, { stage, api, admin, publicTargets, consoleTargets, postgres, certificate });
    new Dashboard(this, 'Dashboard', { alarms, door: watched, api, admin, postgres });
    new CfnOutput(this, 'PublicOrigin', { value: `https://${scim}` });
    new CfnOutput(this, 'ConsoleOrigin', { value: `https://${console}` });
  }
}
