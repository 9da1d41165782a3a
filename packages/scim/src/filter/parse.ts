import { defaultDialect, forgives, type Leniency } from '../dialects/dialect.ts';
import { invalidFilter } from '../errors.ts';
import type { CompareOperator, Filter, FilterValue } from './ast.ts';
import { Cursor } from './cursor.ts';
import { parseAttributePath } from './parse-attribute-path.ts';

const compareOperators: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']);
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The tree of a filter (RFC 7644 §3.4.2.2). Operators and keywords may be in any case; `not` binds before `and`, and
 * `and` before `or`. Throws `invalidFilter` with the character at which reading stopped.
 */
export function parseFilter(text: string, options: Leniency = defaultDialect): Filter {
  const cursor = new Cursor(text, invalidFilter, options);
  const filter = parseOr(cursor, false);
  if (cursor.peek().kind !== 'end') throw cursor.unexpected('"and", "or" or the end of the filter');
  return filter;
}

/** The filter inside the brackets of a value path; the cursor stands behind its `[` and is left behind its `]`. */
export function parseValueFilter(cursor: Cursor): Filter {
  cursor.enter();
  const filter = parseOr(cursor, true);
  cursor.expect(']', 'a closing bracket');
  cursor.leave();
  return filter;
}

// logExp = FILTER SP ("and" / "or") SP FILTER
function parseOr(cursor: Cursor, inValuePath: boolean): Filter {
  let left = parseAnd(cursor, inValuePath);
  while (takeKeyword(cursor, 'or')) {
    cursor.countNode();
    left = { kind: 'logical', operator: 'or', left, right: parseAnd(cursor, inValuePath) };
  }
  return left;
}

// logExp = FILTER SP ("and" / "or") SP FILTER
function parseAnd(cursor: Cursor, inValuePath: boolean): Filter {
  let left = parseTerm(cursor, inValuePath);
  while (takeKeyword(cursor, 'and')) {
    cursor.countNode();
    left = { kind: 'logical', operator: 'and', left, right: parseTerm(cursor, inValuePath) };
  }
  return left;
}

// FILTER = attrExp / logExp / valuePath / *1"not" "(" FILTER ")"
function parseTerm(cursor: Cursor, inValuePath: boolean): Filter {
  if (cursor.peek().kind === '(') return parseGroup(cursor, inValuePath);
  if (takeKeyword(cursor, 'not')) {
    cursor.countNode();
    if (cursor.peek().kind !== '(') throw cursor.unexpected('an opening parenthesis after "not"');
    return { kind: 'not', filter: parseGroup(cursor, inValuePath) };
  }
  return parseExpression(cursor, inValuePath);
}

// "(" FILTER ")"
function parseGroup(cursor: Cursor, inValuePath: boolean): Filter {
  cursor.take();
  cursor.enter();
  const filter = parseOr(cursor, inValuePath);
  cursor.expect(')', 'a closing parenthesis');
  cursor.leave();
  return filter;
}

// attrExp   = (attrPath SP "pr") / (attrPath SP compareOp SP compValue)
// valuePath = attrPath "[" valFilter "]"
function parseExpression(cursor: Cursor, inValuePath: boolean): Filter {
  cursor.countNode();
  const path = parseAttributePath(cursor, inValuePath ? undefined : parseValueFilter);
  if (path.where && path.subAttribute === undefined) {
    const { where, ...bare } = path;
    return { kind: 'has', path: bare, filter: where };
  }
  if (takeKeyword(cursor, 'pr')) return { kind: 'present', path };
  const operator = parseCompareOperator(cursor, path.subAttribute ?? path.attribute);
  return { kind: 'compare', path, operator, value: parseValue(cursor, operator) };
}

// compareOp = "eq" / "ne" / "co" / "sw" / "ew" / "gt" / "lt" / "ge" / "le"
function parseCompareOperator(cursor: Cursor, after: string): CompareOperator {
  const token = cursor.peek();
  const operator = token.text.toLowerCase();
  if (token.kind !== 'word' || !compareOperators.has(operator))
    throw cursor.unexpected(`an operator after "${after}"`);
  cursor.take();
  return operator as CompareOperator;
}

// compValue = false / null / true / number / string
function parseValue(cursor: Cursor, after: CompareOperator): FilterValue {
  const token = cursor.peek();
  if (token.kind !== 'word' && token.kind !== 'string') throw cursor.unexpected(`a value after "${after}"`);
  cursor.take();
  return token.kind === 'string' ? token.text : readBareValue(cursor, token.text, token.start);
}

// Entra's documentation has samples without quotes (`externalId eq jyoung`); a bare word is then the text itself.
function readBareValue(cursor: Cursor, text: string, start: number): FilterValue {
  if (Object.hasOwn(words, text)) return words[text] ?? null;
  if (jsonNumber.test(text)) return losesNoDigit(Number(text)) ? Number(text) : text;
  if (!text.isWellFormed() || text.includes('\0')) throw cursor.fail('The value is not valid text', start);
  if (!forgives(cursor.options, 'bareWord'))
    throw cursor.fail('Text in a filter stands in double quotes', start);
  const word = text.toLowerCase();
  return Object.hasOwn(words, word) ? (words[word] ?? null) : text;
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

function losesNoDigit(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function takeKeyword(cursor: Cursor, keyword: string): boolean {
  const token = cursor.peek();
  if (token.kind !== 'word' || token.text.toLowerCase() !== keyword) return false;
  cursor.take();
  return true;
}
