import type { ScimError } from '../errors.ts';

/** One operation of a BulkRequest (RFC 7644 §3.7), as the client wrote it. */
export type BulkOperation = Readonly<{
  method: string;
  /** Names what a POST creates, for the other operations of the request. */
  bulkId?: string;
  path: string;
  /** The endpoint and id that `path` names; an id may be a reference such as `bulkId:qwerty`. */
  endpoint: string;
  id?: string;
  /** What If-Match is to a request of its own. */
  version?: string;
  data?: unknown;
  /** Why it cannot be carried out as it stands. */
  refusal?: ScimError;
}>;

/** Operations in their order, and after how many failures the rest is left alone. */
export type BulkRequest = Readonly<{ failOnErrors: number; operations: readonly BulkOperation[] }>;
