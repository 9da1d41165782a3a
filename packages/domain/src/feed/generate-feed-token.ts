import { insertFeedToken, listFeedTokens, openEventStream, recordChange } from '@rollcall/database';
import { invalidInput } from '../errors.ts';
import { inTenant } from '../in-tenant.ts';
import { authorOf, type Scope } from '../scope.ts';
import { hashToken, hintOf, newTokenSecret } from '../tokens/token-secret.ts';
import { feedTokenAt, maxLiveFeedTokens, type FeedToken } from './feed-token.ts';

const lifeMs = 365 * 24 * 60 * 60 * 1000;

/**
 * Whoever holds the new token reads the organisation's events for a year; its secret is in this answer and nowhere else.
 * Throws `invalidInput`.
 */
export function generateFeedToken(
  scope: Scope,
  input: { label: string },
): Promise<{ token: FeedToken; secret: string }> {
  const label = input.label.trim();
  if (label.length < 1 || label.length > 80)
    throw invalidInput({ label: 'Give the token a label of 1 to 80 characters.' });
  const secret = newTokenSecret('feed');
  const createdAt = scope.now();
  return inTenant(scope, async (tx) => {
    const live = (await listFeedTokens(tx)).filter((row) => feedTokenAt(createdAt, row).state === 'live');
    if (live.length >= maxLiveFeedTokens)
      throw invalidInput({ label: `${maxLiveFeedTokens} feed tokens are live already. Revoke one first.` });
    await openEventStream(tx);
    const row = await insertFeedToken(tx, {
      hash: hashToken(secret),
      hint: hintOf(secret),
      label,
      createdBy: scope.actor.label,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + lifeMs),
    });
    const token = feedTokenAt(createdAt, row);
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'FeedToken', id: token.id, label },
      operation: 'create',
      paths: [
        { path: 'hint', before: null, after: token.hint },
        { path: 'expiresAt', before: null, after: token.expiresAt },
      ],
    });
    return { token, secret };
  });
}
