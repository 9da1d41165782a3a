import { defaultDialect, type Leniency } from '../dialects/dialect.ts';
import { type ErrorMaker, invalidPath, ScimError } from '../errors.ts';
import type { AttributePath } from '../filter/ast.ts';
import { Cursor } from '../filter/cursor.ts';
import { parseAttributePath } from '../filter/parse-attribute-path.ts';
import { parseValueFilter } from '../filter/parse.ts';

/**
 * The path of a PATCH operation (RFC 7644 §3.5.2): `attrPath / valuePath [subAttr]`.
 * Throws `invalidPath` with the character at which reading stopped, or what `complain` makes of it.
 */
export function parsePath(
  text: string,
  options: Leniency = defaultDialect,
  complain: ErrorMaker = invalidPath,
): AttributePath {
  const cursor = new Cursor(text, complain, options);
  const path = parseAttributePath(cursor, parseValueFilter);
  if (cursor.peek().kind !== 'end') throw cursor.unexpected('the end of the path');
  return path;
}

/** The path of a text that may be none. */
export function findPath(text: string): AttributePath | undefined {
  try {
    return parsePath(text);
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}
