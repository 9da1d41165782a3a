import { createRandom } from '../random.ts';
import { scimRequests } from '../protocol/requests.ts';
import { readList } from './read-answer.ts';
import { SyncFailure } from './sync-failure.ts';
import type { ScimRequest } from '../protocol/requests.ts';
import type { ScimAnswer } from '../protocol/scim-client.ts';
import type { Cycle } from './cycle.ts';
import type { EntraCode } from './sync-failure.ts';

/** Both list endpoints answered an unknown GUID with an empty ListResponse; throws what the portal would show. */
export async function probe({ settings, state, send }: Cycle): Promise<void> {
  const random = createRandom(settings.seed, 'probe', state.cycles);
  const [matching = 'userName'] = settings.matching;
  await probeOne(scimRequests.probeUsers(matching, random.guid(), random.below(4)), send);
  await probeOne(scimRequests.probeGroups(random.guid(), random.below(4)), send);
}

async function probeOne(request: ScimRequest, send: Cycle['send']): Promise<void> {
  const answer = await send(request);
  try {
    const { totalResults } = readList(request, answer);
    if (totalResults !== 0)
      throw invalid(`a query for a random GUID matched ${totalResults} objects`, answer);
  } catch (error) {
    throw error instanceof SyncFailure ? stopped(error) : error;
  }
}

function invalid(detail: string, { status }: ScimAnswer): SyncFailure {
  return new SyncFailure('SystemForCrossDomainIdentityManagementServiceIncompatible', detail, { status });
}

// Whatever fails the probe keeps the cycle from starting.
function stopped({ code, message, status, operation }: SyncFailure): SyncFailure {
  const isIncompatible = code === 'SystemForCrossDomainIdentityManagementServiceIncompatible';
  const stops = isIncompatible ? code : 'EncounteredQuarantineException';
  return new SyncFailure(probeCode(code), message, {
    stops,
    ...(status !== undefined && { status }),
    ...(operation !== undefined && { operation }),
  });
}

function probeCode(code: EntraCode): EntraCode {
  if (code === 'Unauthorized' || code === 'InsufficientRights') {
    return 'SystemForCrossDomainIdentityManagementInvalidCredentials';
  }
  return code === 'Timeout' || code === 'WebExceptionProtocolError'
    ? 'CredentialValidationUnavailable'
    : code;
}
