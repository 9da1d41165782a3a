import type { AttributePath } from '../filter/ast.ts';

/** One operation of a PATCH (RFC 7644 §3.5.2): its path read, its value as it came. */
export type PatchOperation = Readonly<{
  op: 'add' | 'replace' | 'remove';
  path?: AttributePath;
  value?: unknown;
}>;
