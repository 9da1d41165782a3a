import { isObject } from '../mapping/target-path.ts';
import type { Operation, ScimRequest } from '../protocol/requests.ts';
import type { ScimAnswer } from '../protocol/scim-client.ts';

/** The codes administrators read in Entra's provisioning log. */
export type EntraCode =
  | 'SystemForCrossDomainIdentityManagementBadRequest'
  | 'SystemForCrossDomainIdentityManagementServiceIncompatible'
  | 'SystemForCrossDomainIdentityManagementMultipleEntriesInResponse'
  | 'SystemForCrossDomainIdentityManagementInvalidCredentials'
  | 'Unauthorized'
  | 'InsufficientRights'
  | 'InvalidAnchor'
  | 'MethodNotAllowed'
  | 'Conflict'
  | 'UnprocessableEntity'
  | 'TooManyRequests'
  | 'InternalServerError'
  | 'NotImplemented'
  | 'Timeout'
  | 'WebExceptionProtocolError'
  | 'CredentialValidationUnavailable'
  | 'DuplicateTargetEntries';

/** Why a job goes into quarantine. */
export type QuarantineReason =
  | 'EncounteredQuarantineException'
  | 'EncounteredEscrowProportionThreshold'
  | 'SystemForCrossDomainIdentityManagementServiceIncompatible'
  | 'AccidentalDeletionThresholdExceeded';

type FailureFacts = { status?: number; operation?: Operation; stops?: QuarantineReason };

/** One object could not be provisioned; when `stops` is set, the whole cycle ends in quarantine. */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure';
  readonly code: EntraCode;
  readonly status: number | undefined;
  readonly operation: Operation | undefined;
  readonly stops: QuarantineReason | undefined;
  constructor(code: EntraCode, detail: string, { status, operation, stops }: FailureFacts = {}) {
    super(detail);
    this.code = code;
    this.status = status;
    this.operation = operation;
    this.stops = stops;
  }
}

const incompatible = 'SystemForCrossDomainIdentityManagementServiceIncompatible';

/** The answer was a success; throws the failure Entra would log otherwise. */
export function requireSuccess(request: ScimRequest, answer: ScimAnswer): void {
  if (answer.status >= 200 && answer.status < 300) return;
  throw classify(request, answer);
}

/** What the server sent cannot be understood as SCIM. */
export function incompatibleAnswer(
  detail: string,
  { status }: ScimAnswer,
  { operation }: ScimRequest,
): SyncFailure {
  return new SyncFailure(incompatible, detail, { status, operation });
}

const codes: Readonly<Record<number, EntraCode>> = {
  401: 'Unauthorized',
  403: 'InsufficientRights',
  404: 'InvalidAnchor',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  422: 'UnprocessableEntity',
  429: 'TooManyRequests',
  501: 'NotImplemented',
};

function classify(request: ScimRequest, answer: ScimAnswer): SyncFailure {
  const { operation } = request;
  const { status, fault } = answer;
  if (fault !== undefined) return new SyncFailure(fault.code, fault.detail, { operation });
  const detail = detailOf(answer);
  if (status === 401) {
    return new SyncFailure('Unauthorized', detail, {
      status,
      operation,
      stops: 'EncounteredQuarantineException',
    });
  }
  const isQuery = request.path.includes('filter=');
  // An empty result must be 200 with no resources; 404 means the service is not SCIM.
  if (status === 404 && isQuery)
    return new SyncFailure(incompatible, detail, { status, operation, stops: incompatible });
  return new SyncFailure(codeOf(status, isQuery), detail, { status, operation });
}

function codeOf(status: number, isQuery: boolean): EntraCode {
  const code = codes[status];
  if (code !== undefined) return code;
  if (status >= 500) return 'InternalServerError';
  if (status === 400 && !isQuery) return 'SystemForCrossDomainIdentityManagementBadRequest';
  return incompatible;
}

function detailOf({ status, body, isEmpty }: ScimAnswer): string {
  if (isObject(body) && typeof body['detail'] === 'string') return body['detail'];
  if (isEmpty) return `the server answered ${status} without a body`;
  return body === undefined
    ? `the server answered ${status} with something that is not JSON`
    : `the server answered ${status}`;
}
