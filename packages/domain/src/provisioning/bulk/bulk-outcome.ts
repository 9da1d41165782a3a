import type { BulkOperation } from '@rollcall/scim';

/** What became of one operation: done, or the failure why not. */
export type BulkOutcome = Readonly<{
  operation: BulkOperation;
  /** The address of the resource; none where a POST failed. */
  location?: string;
}> &
  (Readonly<{ status: 200 | 201 | 204; id?: string; version?: string }> | Readonly<{ error: unknown }>);
