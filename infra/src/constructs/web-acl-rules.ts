import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

export type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;
type Statement = CfnWebACL.StatementProperty;

/** The answer past a rate is one that SCIM clients know, and come back from. */
export const block = { body: 'TooManyRequests', status: 429, retryAfterSeconds: 60 };

/** More than `limit` requests in five minutes of one address, or of one token, are answered by 429. */
export function ratePer(
  name: string,
  { per, limit, when }: { per: 'address' | 'token'; limit: number; when?: Statement },
): Rule {
  const token = { name: 'authorization', textTransformations: [{ priority: 0, type: 'NONE' }] };
  return {
    name: `${name}Rate`,
    statement: {
      rateBasedStatement: {
        limit,
        evaluationWindowSec: 300,
        ...(per === 'address'
          ? { aggregateKeyType: 'IP' }
          : { aggregateKeyType: 'CUSTOM_KEYS', customKeys: [{ header: token }] }),
        ...(when && { scopeDownStatement: when }),
      },
    },
    action: {
      block: {
        customResponse: {
          responseCode: block.status,
          customResponseBodyKey: block.body,
          responseHeaders: [{ name: 'Retry-After', value: String(block.retryAfterSeconds) }],
        },
      },
    },
    visibilityConfig: measured(`${name}Rate`),
  };
}

/** A rule set that AWS keeps. What `onlyCount` names is seen and let through. */
export function managed(
  name: string,
  { when, onlyCount = [] }: { when?: Statement; onlyCount?: readonly string[] } = {},
): Rule {
  return {
    name,
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: onlyCount.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        ...(when && { scopeDownStatement: when }),
      },
    },
    overrideAction: { none: {} },
    visibilityConfig: measured(name),
  };
}

/** Anywhere in the path, whatever its letters' case. */
export function pathContains(searchString: string): Statement {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'CONTAINS',
      searchString,
      textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
    },
  };
}

export function not(statement: Statement): Statement {
  return { notStatement: { statement } };
}

export function or(...statements: Statement[]): Statement {
  return { orStatement: { statements } };
}

function measured(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}
