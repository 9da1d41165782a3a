import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from '../config.ts';

/** The secrets that are not the database's. AWS makes them up, and nobody has to have seen them. */
export class ApplicationSecrets extends Construct {
  /** What seals secrets at rest: the 43 characters are the base64 of 32 bytes. By hand it becomes several, with commas between. */
  readonly sealingKey: Secret;
  /** What CloudFront may show the public load balancer; it shows the last. */
  readonly originProofs: readonly Secret[];

  constructor(scope: Construct, id: string, { stage, key }: { stage: Stage; key: kms.IKey }) {
    super(scope, id);
    const secret = (name: string, passwordLength: number, why: string) => {
      const made = new Secret(this, name, {
        encryptionKey: key,
        generateSecretString: { passwordLength, excludePunctuation: true },
        removalPolicy: RemovalPolicy.RETAIN,
      });
      Validations.of(made).acknowledge({ id: 'AwsSolutions-SMG4', reason: why });
      return made;
    };
    this.sealingKey = secret(
      'SealingKey',
      43,
      'A new key goes in at the end before it seals, in steps: by hand, docs/runbook.md says how.',
    );
    this.originProofs = stage.originProofs.map((name) =>
      secret(
        `OriginProof${name}`,
        48,
        'CloudFront and the load balancer have to change one after the other: by hand, docs/runbook.md says how.',
      ),
    );
  }
}
