import type { AttributePath, Filter } from './ast.ts';
import type { Cursor, Token } from './cursor.ts';

/**
 * The attribute path at the cursor. With `parseWhere` a value filter may follow the attribute; without it one is refused,
 * because RFC 7644 §3.4.2.2 does not let value paths nest.
 */
export function parseAttributePath(
  cursor: Cursor,
  parseWhere: ((cursor: Cursor) => Filter) | undefined,
): AttributePath {
  const path = readName(cursor, cursor.expect('word', 'the name of an attribute'));
  if (cursor.peek().kind !== '[') return path;
  if (!parseWhere) throw cursor.fail('A value filter cannot hold another');
  if (path.subAttribute !== undefined) throw cursor.fail('A value filter belongs before the sub-attribute');
  cursor.take();
  const where = parseWhere(cursor);
  const subAttribute = readSubAttribute(cursor);
  return subAttribute === undefined ? { ...path, where } : { ...path, where, subAttribute };
}

// attrPath = [URI ":"] ATTRNAME *1subAttr
//
// The URI has dots of its own (`2.0`), so it is everything up to the last colon.
function readName(cursor: Cursor, token: Token): AttributePath {
  const colon = token.text.lastIndexOf(':');
  const names = token.text.slice(colon + 1).split('.');
  const [attribute = '', subAttribute] = names;
  if (
    names.length > 2 ||
    !isAttributeName(attribute) ||
    (subAttribute !== undefined && !isAttributeName(subAttribute))
  ) {
    throw cursor.fail(`${JSON.stringify(token.text.slice(0, 80))} is not an attribute name`, token.start);
  }
  if (colon === 0) throw cursor.fail('The URN in front of the attribute is empty', token.start);
  if (!token.text.isWellFormed() || token.text.includes('\0'))
    throw cursor.fail('The URN in front of the attribute is not valid text', token.start);
  const schema = colon > 0 ? { schema: token.text.slice(0, colon) } : {};
  return subAttribute === undefined ? { ...schema, attribute } : { ...schema, attribute, subAttribute };
}

// subAttr = "." ATTRNAME
function readSubAttribute(cursor: Cursor): string | undefined {
  const token = cursor.peek();
  if (token.kind !== 'word' || !token.text.startsWith('.') || !cursor.isAdjacent()) return undefined;
  const name = token.text.slice(1);
  if (!isAttributeName(name)) throw cursor.unexpected('the name of a sub-attribute');
  cursor.take();
  return name;
}

// ATTRNAME = ALPHA *(nameChar)
// nameChar = "$" / "-" / "_" / DIGIT / ALPHA
//
// RFC 7643 §2.4 itself defines `$ref`, so a dollar sign may also come first.
/** True for a text that may be the name of an attribute, known or not. */
export function isAttributeName(text: string): boolean {
  return /^[A-Za-z$][\w$-]*$/.test(text);
}
