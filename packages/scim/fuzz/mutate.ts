import type { Random } from './random.ts';

const scraps = [
  ...[
    'eq',
    'ne',
    'co',
    'gt',
    'and',
    'or',
    'not',
    'pr',
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    '.',
    ':',
    ' ',
    '\t',
    '\n',
  ],
  ...[
    'true',
    'null',
    '1e999',
    '-0',
    '0x10',
    '"2026-02-30T25:61:61Z"',
    'urn:',
    'urn:x:',
    '$ref',
    '.value',
    '.0:',
  ],
  ...[
    '\0',
    '\ud800',
    '\udfff',
    '\u{1f600}',
    '\u0301',
    '\u200d',
    'ß',
    'İ',
    '__proto__',
    'constructor',
    'toString',
  ],
  ...['userName', 'emails[type eq "work"]', 'members', 'meta.created', 'schemas', 'not (', 'a[b pr].c'],
];

const hostile: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -0,
    1.5,
    1e308,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    ' ',
    '\0',
    '\ud800',
    'True',
    '{"a":1}',
  ],
  ...[[], {}, [[]], [null], [{}], { value: null }, { value: { value: { value: 'x' } } }, [{ primary: true }]],
  ...[{ constructor: 1 }, { length: -1 }, { toString: null, valueOf: 1 }, 'x'.repeat(5000)],
];

// Longer than any limit of a text that is parsed, shorter than what would only measure copying.
const longest = 10_000;

/** The text with a few changes of the kind that breaks parsers. */
export function mutateText(text: string, others: readonly string[], random: Random): string {
  let mutated = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1)
    mutated = mutateOnce(mutated, others, random).slice(0, longest);
  return mutated;
}

function mutateOnce(text: string, others: readonly string[], random: Random): string {
  const [from, to] = [random.below(text.length + 1), random.below(text.length + 1)].sort((a, b) => a - b);
  const [before, inner, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (random.below(8)) {
    case 0:
      return before + after;
    case 1:
      return before + inner + inner + after;
    case 2:
      return before + String.fromCharCode(random.below(0x10000)) + after;
    case 3:
      return before + random.of(others).slice(random.below(20)) + after;
    case 4:
      return before + inner.repeat(random.below(200)) + after;
    case 5:
      return `${random.of(scraps).repeat(1 + random.below(40))}${text}`;
    case 6:
      return before + inner.toUpperCase() + after;
    default:
      return before + random.of(scraps) + inner + after;
  }
}

/** The JSON value with a few of its parts changed; the one given stays as it is. */
export function mutateJson(value: unknown, others: readonly unknown[], random: Random): unknown {
  let mutated = value;
  for (let times = 1 + random.below(4); times > 0; times -= 1) mutated = mutatePart(mutated, others, random);
  return mutated;
}

function mutatePart(value: unknown, others: readonly unknown[], random: Random): unknown {
  const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  if (isLeaf || random.below(5) === 0) return replacement(value, others, random);
  if (Array.isArray(value)) return mutateArray(value, others, random);
  return mutateObject(value as Readonly<Record<string, unknown>>, others, random);
}

function replacement(value: unknown, others: readonly unknown[], random: Random): unknown {
  if (typeof value === 'string' && random.below(2) === 0) return mutateText(value, [value], random);
  switch (random.below(6)) {
    case 0:
      return [value];
    case 1:
      return { value };
    case 2:
      return partOf(random.of(others), random);
    case 3:
      return nested(value, 1 + random.below(200));
    default:
      return random.of(hostile);
  }
}

function mutateArray(value: readonly unknown[], others: readonly unknown[], random: Random): unknown {
  const at = random.below(value.length);
  if (random.below(4) === 0) return value.toSpliced(at, 1);
  if (random.below(4) === 0) return [...value, value[at]];
  return value.with(at, mutatePart(value[at], others, random));
}

function mutateObject(
  value: Readonly<Record<string, unknown>>,
  others: readonly unknown[],
  random: Random,
): unknown {
  const key = random.of(Object.keys(value));
  const { [key]: inner, ...rest } = value;
  if (random.below(6) === 0) return rest;
  // As JSON.parse does: a key called __proto__ is a key like any other.
  const renamed = random.below(5) === 0 ? mutateText(key, Object.keys(value), random) : key;
  const changed = random.below(3) === 0 ? inner : mutatePart(inner, others, random);
  return Object.fromEntries([...Object.entries(rest), [renamed, changed]]);
}

function partOf(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.below(3) === 0) return value;
  const parts: readonly unknown[] = Object.values(value);
  return parts.length === 0 ? value : partOf(random.of(parts), random);
}

function nested(value: unknown, depth: number): unknown {
  return depth === 0 ? value : nested(depth % 2 === 0 ? [value] : { value }, depth - 1);
}
