import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { publicWebAcl } from '../src/constructs/web-acl.ts';
import type { Json } from './synthesise.ts';

const stack = new Stack(new App(), 'Acl');
publicWebAcl(stack, 'Public');
const [acl] = Object.values(Template.fromStack(stack).findResources('AWS::WAFv2::WebACL'));
const rules: { Name: string; Statement: Json; Action?: Json }[] = acl?.['Properties'].Rules;

test('no rule set that AWS keeps looks at SCIM, so neither a missing User-Agent nor a large body is refused', () => {
  const sets = rules.filter(({ Statement }) => Statement.ManagedRuleGroupStatement);
  expect(sets.length).toBeGreaterThan(0);
  for (const { Name, Statement } of sets) {
    const { ScopeDownStatement } = Statement.ManagedRuleGroupStatement;
    const spared = JSON.stringify(ScopeDownStatement.NotStatement.Statement);
    expect(spared, Name).toContain('"SearchString":"/scim/"');
    expect(spared, Name).toContain('"SearchString":"/oauth/token"');
  }
});

test('what carries a token is counted by the token, never by the address it shares with other organisations', () => {
  const rates = rules.flatMap(({ Statement }) => Statement.RateBasedStatement ?? []);
  const [byAddress, byToken] = ['IP', 'CUSTOM_KEYS'].map((kind) =>
    rates.filter(({ AggregateKeyType }) => AggregateKeyType === kind),
  );
  expect(byToken).toHaveLength(1);
  expect(byToken?.[0].CustomKeys[0].Header.Name).toBe('authorization');
  for (const { ScopeDownStatement } of byAddress ?? []) {
    const { SizeConstraintStatement } = ScopeDownStatement.NotStatement.Statement;
    expect(SizeConstraintStatement.FieldToMatch.SingleHeader.Name).toBe('authorization');
  }
});

test('the rate of a token lies above what the SCIM door answers itself, and is answered in its words', () => {
  const rule = rules.find(({ Name }) => Name === 'TokenRate');
  // 50 requests a second are published, for five minutes.
  expect(rule?.Statement.RateBasedStatement.Limit).toBeGreaterThan(50 * 300);
  expect(rule?.Action.Block.CustomResponse).toMatchObject({
    ResponseCode: 429,
    ResponseHeaders: [{ Name: 'Retry-After' }],
  });
  const { Content } = Object.values<Json>(acl?.['Properties'].CustomResponseBodies)[0];
  expect(JSON.parse(Content).schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
});
