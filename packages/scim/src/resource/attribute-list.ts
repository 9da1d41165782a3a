import { invalidValue } from '../errors.ts';
import type { AttributePath } from '../filter/ast.ts';
import { limits } from '../limits.ts';
import { findPath } from '../path/parse.ts';

/** The value of `attributes` or `excludedAttributes`: the text of a query, or the array of a SearchRequest. */
export type AttributeList = string | readonly string[];

/**
 * The paths in the list (RFC 7644 §3.9). Throws `invalidValue` past `limits.attributeList` names. Names that cannot be read are left out; value filters, which Microsoft's own
 * tests send (`emails[type eq "work"]`), are read and mean the whole attribute.
 */
export function parseAttributeList(list: AttributeList): AttributePath[] {
  const names = typeof list === 'string' ? splitAtCommas(list) : list;
  if (names.length > limits.attributeList)
    throw invalidValue(
      `The list names ${names.length} attributes; at most ${limits.attributeList} are allowed.`,
    );
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(findPath)
    .filter((path) => path !== undefined);
}

// A comma inside brackets belongs to a value filter.
function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    else if (text[at] === ']') depth -= 1;
    else if (text[at] === ',' && depth <= 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
