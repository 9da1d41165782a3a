import { isViolation, sqlState } from '@rollcall/database';
import {
  forbidden,
  invalidValue,
  limits,
  notFound,
  tooMany,
  unauthenticated,
  unavailable,
  uniqueness,
} from '@rollcall/scim';
import { resourceTypes } from './resource-type.ts';

/** What Postgres refused, as the failure a client can act on; anything else is passed on as it came. */
export function meaningOf(error: unknown): unknown {
  switch (sqlState(error)) {
    case 'RC001':
      return notFound(
        'No directory answers at this Base URL. Copy the Base URL again from the Command Center.',
      );
    case 'RC002':
      return unauthenticated(
        'This API token is not valid for this Base URL: it is mistyped, expired or revoked, or belongs to another organisation. ' +
          'Generate one in the Command Center and paste it where the identity provider asks for its token.',
      );
    case 'RC003':
      return forbidden(
        'SCIM Provisioning is switched off for this directory. An admin can enable it in the Command Center.',
      );
    case 'RC004':
      return insideItself();
    case 'RC005':
      return unavailable('An admin has just changed the schemas of this directory. Try again.', {
        cause: error,
      });
    case 'RC006':
      return unavailable(
        'An admin is changing the connection or the schemas of this directory. Try again in a few seconds.',
        { cause: error },
      );
    case 'RC007':
      return tooMany(
        `The groups of this page have more than ${limits.membersPerPage} members together. Ask for fewer with count, or leave the members out with excludedAttributes=members.`,
      );
    default:
  }
  for (const { name, unique } of resourceTypes) {
    if (unique && isViolation(error, unique.constraint)) {
      return uniqueness(
        `Another ${name} here already has this ${unique.attribute}. It must be unique, in any case of letters.`,
      );
    }
  }
  if (isViolation(error, 'custom_resources_unique_key')) {
    return uniqueness('Another resource of this type already has the value that must be unique.');
  }
  if (isViolation(error, 'custom_resources_type_fkey'))
    return notFound('There are no resources of this type here any more.');
  if (isViolation(error, 'memberships_self_check')) return insideItself();
  return isUnreachable(error)
    ? unavailable('The directory cannot be reached just now. Try again in a few seconds.', { cause: error })
    : error;
}

const insideItself = () =>
  invalidValue('A group cannot be a member of itself, nor of a group that is inside it, however far down.');

const broken = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** What pg says, without a code, of a connection that ended under a query or was never made. */
const ended = /^(Connection terminated|Client has encountered a connection error|timeout exceeded)/;

/** Connections refused, broken, or too many (Postgres classes 08, 53 and 57): a token that cannot be checked is not a wrong one. */
function isUnreachable(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return state.startsWith('08') || state.startsWith('53') || state.startsWith('57P');
  if (!(error instanceof Error)) return false;
  return 'code' in error ? broken.test(String(error.code)) : ended.test(error.message);
}
