import type { Leniency } from '../dialects/dialect.ts';
import type { ErrorMaker, ScimError } from '../errors.ts';
import { limits } from '../limits.ts';

/** The smallest pieces of a filter or path. A word is any run without spaces, quotes, parentheses and brackets. */
export type Token = Readonly<{
  kind: 'word' | 'string' | '(' | ')' | '[' | ']' | 'end';
  /** What was written; for a string, what it says once its JSON escapes are read. */
  text: string;
  start: number;
}>;

/**
 * Reads the tokens of one filter or path with one token of look-ahead, and keeps its size within the limits.
 * Every complaint is made by `fail` and says at which character it is.
 */
export class Cursor {
  readonly #source: string;
  readonly #complain: ErrorMaker;
  #at = 0;
  #nodes = 0;
  #depth = 0;
  #next: Token;

  /** What the reading forgives. */
  readonly options: Leniency;

  constructor(source: string, complain: ErrorMaker, options: Leniency) {
    this.options = options;
    this.#source = source;
    this.#complain = complain;
    if (source.length > limits.filterLength) {
      throw complain(`It is ${source.length} characters long; at most ${limits.filterLength} are allowed.`);
    }
    this.#next = this.#read();
  }

  peek(): Token {
    return this.#next;
  }

  take(): Token {
    const token = this.#next;
    this.#next = this.#read();
    return token;
  }

  /** Takes the next token when it is the one named; otherwise complains with what was expected. */
  expect(kind: Token['kind'], expected: string): Token {
    if (this.#next.kind !== kind) throw this.unexpected(expected);
    return this.take();
  }

  /** True when the next token begins where the last one ended. */
  isAdjacent(): boolean {
    const before = this.#source.charCodeAt(this.#next.start - 1);
    return this.#next.start > 0 && !isSpace(before);
  }

  countNode(): void {
    this.#nodes += 1;
    if (this.#nodes > limits.filterNodes) {
      throw this.#complain(
        `It has more than ${limits.filterNodes} conditions and connectives; ask for less at once.`,
      );
    }
  }

  enter(): void {
    this.#depth += 1;
    if (this.#depth > limits.filterDepth) throw this.fail(`Nested deeper than ${limits.filterDepth}`);
  }

  leave(): void {
    this.#depth -= 1;
  }

  unexpected(expected: string): ScimError {
    const { kind, text } = this.#next;
    const found = kind === 'end' ? 'it ends there' : `found ${quote(text)}`;
    return this.fail(`Expected ${expected}, but ${found}`);
  }

  fail(sentence: string, start = this.#next.start): ScimError {
    return this.#complain(`${sentence} (character ${start + 1}).`);
  }

  #read(): Token {
    while (isSpace(this.#source.charCodeAt(this.#at))) this.#at += 1;
    const start = this.#at;
    const first = this.#source[start];
    if (first === undefined) return { kind: 'end', text: '', start };
    if (first === '"') return this.#readString(start);
    if (first === '(' || first === ')' || first === '[' || first === ']') {
      this.#at += 1;
      return { kind: first, text: first, start };
    }
    while (isWordCharacter(this.#source[this.#at])) this.#at += 1;
    return { kind: 'word', text: this.#source.slice(start, this.#at), start };
  }

  #readString(start: number): Token {
    let end = start + 1;
    while (end < this.#source.length && this.#source[end] !== '"') end += this.#source[end] === '\\' ? 2 : 1;
    if (end >= this.#source.length) throw this.fail('The text in quotes never ends', start);
    this.#at = end + 1;
    const text = readJsonString(this.#source.slice(start, this.#at));
    // A database cannot hold these, so nothing can ever equal them.
    if (text === undefined || !text.isWellFormed() || text.includes('\0')) {
      throw this.fail('The text in quotes is not a valid JSON string', start);
    }
    return { kind: 'string', text, start };
  }
}

function readJsonString(json: string): string | undefined {
  try {
    return JSON.parse(json) as string;
  } catch {
    return undefined;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && !isSpace(character.charCodeAt(0)) && !'()[]"'.includes(character);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
