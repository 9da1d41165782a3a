import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { DomainError } from '../errors.ts';
import { signInRefused, SignInRefusal, type SignInRefusalReason } from './sign-in-refusal.ts';

/** What a client of OpenID Connect threw, as the reason nobody is signed in; anything that is not its own stays as it is. */
export function refusalOf(error: unknown): unknown {
  const chain = causesOf(error);
  const known = chain.find((each) => each instanceof SignInRefusal);
  if (known) return known;
  const ours = chain.find((each) => each instanceof DomainError);
  if (ours) return signInRefused('providerUnreachable', ours.message, { cause: error });
  if (error instanceof AuthorizationResponseError) {
    return signInRefused('providerRefused', said(error.error, error.error_description), { cause: error });
  }
  if (error instanceof ResponseBodyError) {
    return signInRefused(
      tokenRefusals[error.error] ?? 'badAnswer',
      said(error.error, error.error_description),
      {
        cause: error,
      },
    );
  }
  const codes = chain.map(codeOf);
  const reason = codes.map((code) => reasons[code ?? '']).find((each) => each !== undefined);
  if (reason) return signInRefused(reason, chain.at(-1)?.message, { cause: error });
  const claim = codes.includes('OAUTH_JWT_CLAIM_COMPARISON_FAILED') ? claimIn(chain) : undefined;
  if (claim)
    return signInRefused(claimReasons[claim] ?? 'badAnswer', `The claim ${claim} differs.`, { cause: error });
  if (chain.some(({ message }) => unsigned.test(message))) {
    return signInRefused('badSignature', undefined, { cause: error });
  }
  if (codes.some((code) => code?.startsWith('OAUTH_')) || error instanceof SyntaxError) {
    return signInRefused('badAnswer', chain.at(-1)?.message, { cause: error });
  }
  return error;
}

/** What the client says where a signature is wrong, or of an algorithm that is none. */
const unsigned = /^(JWT signature verification failed|unexpected JWT "alg")/;

/** RFC 6749 §5.2, as far as it says whose fault it is. */
const tokenRefusals: Readonly<Record<string, SignInRefusalReason>> = {
  invalid_client: 'clientRefused',
  unauthorized_client: 'clientRefused',
  invalid_grant: 'attemptGone',
};

const reasons: Readonly<Record<string, SignInRefusalReason>> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'tokenExpired',
  OAUTH_KEY_SELECTION_FAILED: 'badSignature',
  OAUTH_UNSUPPORTED_OPERATION: 'badSignature',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'providerMisconfigured',
  OAUTH_MISSING_SERVER_METADATA: 'providerMisconfigured',
  OAUTH_INVALID_SERVER_METADATA: 'providerMisconfigured',
  OAUTH_TIMEOUT: 'providerUnreachable',
};

const claimReasons: Readonly<Record<string, SignInRefusalReason>> = {
  iss: 'wrongIssuer',
  aud: 'wrongAudience',
  azp: 'wrongAudience',
  nonce: 'wrongNonce',
};

function claimIn(chain: readonly Error[]): string | undefined {
  return chain
    .map(({ cause }) => cause)
    .flatMap((cause) => (isObject(cause) && typeof cause['claim'] === 'string' ? [cause['claim']] : []))[0];
}

/** What a provider says may be anything at all. */
function said(code: string, description: string | undefined): string {
  return `${code}${description ? `: ${description}` : ''}`.replace(/\p{Cc}/gu, ' ').slice(0, 400);
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
