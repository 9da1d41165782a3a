import { TRPCClientError } from '@trpc/client';

/** What the API said no with: a status, a code for machines, a sentence for the person, a sentence per field. */
export type Refusal = {
  status: number;
  code: string;
  message: string;
  reason: string | null;
  fields: Record<string, string>;
};

const unreachable = 'The Rollcall API did not answer. Nothing was changed; try again in a moment.';
const ourFault =
  'Something went wrong on our side. Try again; if it happens twice, tell support the request id.';

/** The API's refusal inside an error it threw, or null when the error is not the API's. */
export function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof TRPCClientError)) return null;

  const data: unknown = error.data;
  if (!isRecord(data)) {
    return { status: 503, code: 'SERVICE_UNAVAILABLE', message: unreachable, reason: null, fields: {} };
  }
  const status = typeof data['httpStatus'] === 'number' ? data['httpStatus'] : 500;
  return {
    status,
    code: typeof data['code'] === 'string' ? data['code'] : 'INTERNAL_SERVER_ERROR',
    message: status >= 500 ? ourFault : error.message,
    reason: typeof data['reason'] === 'string' ? data['reason'] : null,
    fields: isRecord(data['fields']) ? stringsOf(data['fields']) : {},
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function stringsOf(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
