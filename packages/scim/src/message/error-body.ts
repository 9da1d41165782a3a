import { errorStatus, type ScimError } from '../errors.ts';
import { urns } from '../schema/urns.ts';

/** The body of an error answer (RFC 7644 §3.12): `status` is text, `scimType` is there where the RFC defines one. */
export type ErrorBody = Readonly<{
  schemas: readonly [string];
  status: string;
  scimType?: string;
  detail: string;
}>;

/** What the client reads about the error. */
export function errorBody(error: ScimError): ErrorBody {
  const { status, scimType }: { status: number; scimType?: string } = errorStatus[error.code];
  const reason = scimType === undefined ? {} : { scimType };
  return { schemas: [urns.error], status: String(status), ...reason, detail: error.message };
}
