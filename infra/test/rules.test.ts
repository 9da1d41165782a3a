import { App, Stack, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { stacks } from './synthesise.ts';

describe.for(stacks.map((stack) => [stack.stackName, stack] as const))('%s', ([, stack]) => {
  test('keeps the AwsSolutions rules', () => {
    const { success, violations } = new AwsSolutionsChecks(stack).validateScope(stack);
    expect(violations).toEqual([]);
    expect(success).toBe(true);
  });

  test('cannot be deleted by mistake', () => {
    expect(stack.terminationProtection).toBe(true);
  });

  test('is the template on record', async () => {
    const template = JSON.stringify(Template.fromStack(stack).toJSON(), null, 2);
    await expect(`${stableHashes(template)}\n`).toMatchFileSnapshot(`snapshots/${stack.stackName}.json`);
  });

  test('gives a reason for every rule it is excused from', () => {
    const excuses = stack.node
      .findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.values(data as Record<string, string>));
    expect(excuses.length).toBeGreaterThan(0);
    for (const excuse of excuses) expect(String(excuse).length).toBeGreaterThan(20);
  });
});

test('the rules are in force: an open bucket breaks some', () => {
  const stack = new Stack(new App(), 'Open');
  new s3.Bucket(stack, 'Bucket');
  expect(new AwsSolutionsChecks(stack).validateScope(stack).success).toBe(false);
});

/** What is in an asset is in our repository already, and in the library's. */
function stableHashes(template: string): string {
  return template.replace(/[0-9a-f]{64}/g, 'ASSET');
}
