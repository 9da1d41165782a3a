import * as waf from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { block, managed, not, or, pathContains, ratePer, type Rule } from './web-acl-rules.ts';

/** What identity providers and people signing in pass before they reach the public port. */
export function publicWebAcl(scope: Construct, id: string): waf.CfnWebACL {
  // Values of a directory are free text, and Entra sends neither a User-Agent nor a body of 8 KiB at most.
  const isMachine = or(pathContains('/scim/'), pathContains('/oauth/token'));
  const isPerson = not(isMachine);
  return webAcl(scope, id, [
    // An office of many thousand people has one address.
    ratePer('Stranger', { per: 'address', limit: 10_000, when: not(hasToken) }),
    // One of Entra's addresses speaks for many organisations, so it is the token that is counted, at four times the rate
    // that the SCIM door itself answers with 429.
    ratePer('Token', { per: 'token', limit: 60_000, when: hasToken }),
    managed('AWSManagedRulesKnownBadInputsRuleSet', { when: isPerson }),
    managed('AWSManagedRulesCommonRuleSet', {
      when: isPerson,
      // What an identity provider hands back can be long, and a monitor may come without a name.
      onlyCount: ['NoUserAgent_HEADER', 'SizeRestrictions_QUERYSTRING', 'SizeRestrictions_BODY'],
    }),
  ]);
}

/** What admins pass before they reach the Command Center. */
export function consoleWebAcl(scope: Construct, id: string): waf.CfnWebACL {
  return webAcl(scope, id, [
    ratePer('Address', { per: 'address', limit: 10_000 }),
    ratePer('SignIn', { per: 'address', limit: 300, when: pathContains('/sign-in') }),
    managed('AWSManagedRulesAmazonIpReputationList'),
    managed('AWSManagedRulesKnownBadInputsRuleSet'),
    managed('AWSManagedRulesCommonRuleSet', {
      // Forms carry schemas, and addresses of webhooks.
      onlyCount: [
        'SizeRestrictions_BODY',
        'GenericRFI_BODY',
        'GenericRFI_QUERYARGUMENTS',
        'EC2MetaDataSSRF_BODY',
      ],
    }),
  ]);
}

const hasToken: waf.CfnWebACL.StatementProperty = {
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    comparisonOperator: 'GE',
    size: 1,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

function webAcl(scope: Construct, id: string, rules: readonly Rule[]): waf.CfnWebACL {
  return new waf.CfnWebACL(scope, id, {
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    customResponseBodies: {
      [block.body]: {
        contentType: 'APPLICATION_JSON',
        content: JSON.stringify({
          schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
          status: '429',
          detail: 'Too many requests came from here in the last five minutes. Wait a minute and try again.',
        }),
      },
    },
    rules: rules.map((rule, priority) => ({ priority, ...rule })),
    visibilityConfig: {
      cloudWatchMetricsEnabled: true,
      metricName: id,
      // A sampled request would show a token.
      sampledRequestsEnabled: false,
    },
  });
}
