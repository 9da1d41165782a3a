import { invalidValue } from '../errors.ts';
import { limits } from '../limits.ts';
import { attribute } from './attribute.ts';
import { readArray, readChoice, readFlag, readKeys, readText } from './definition.ts';
import type { Attribute } from './types.ts';

const characteristics = [
  'name',
  'type',
  'multiValued',
  'description',
  'required',
  'canonicalValues',
  'caseExact',
  'mutability',
  'returned',
  'uniqueness',
  'referenceTypes',
  'subAttributes',
] as const;

const simpleTypes = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'] as const;
const types = [...simpleTypes, 'complex'] as const;
const mutabilities = ['readOnly', 'readWrite', 'immutable', 'writeOnly'] as const;
const returns = ['always', 'never', 'default', 'request'] as const;
const uniquenesses = ['none', 'server', 'global'] as const;

type Given = Readonly<Partial<Record<(typeof characteristics)[number], unknown>>>;

/** The attributes that a list of definitions describes (RFC 7643 §7); their names differ in more than case. */
export function parseAttributes(definitions: unknown, at: string, isInner = false): readonly Attribute[] {
  const list = readArray(definitions, at, limits.schemaAttributes);
  if (list.length === 0) throw invalidValue(`${at} must hold at least one attribute.`);
  const attributes = list.map((definition, index) =>
    parseAttribute(definition, `${at}[${index + 1}]`, isInner),
  );
  const names = new Set<string>();
  for (const { name } of attributes) {
    if (names.has(name.toLowerCase()))
      throw invalidValue(`${at} has ${name} twice; names differ in more than the case of letters.`);
    names.add(name.toLowerCase());
  }
  return attributes;
}

function parseAttribute(definition: unknown, place: string, isInner: boolean): Attribute {
  const given = readKeys(definition, characteristics, place);
  const name = readName(given.name, `The name of ${place}`, isInner);
  const at = `${place} (${name})`;
  const type = readType(given.type, at, isInner);
  const isExact = type === 'binary' || type === 'reference';
  const mutability = readChoice(given.mutability, `mutability of ${at}`, mutabilities, 'readWrite');
  const parsed = attribute(name, readText(given.description, `description of ${at}`, 1000, ''), {
    type,
    multiValued: readFlag(given.multiValued, `multiValued of ${at}`, false),
    required: readFlag(given.required, `required of ${at}`, false),
    caseExact: readFlag(given.caseExact, `caseExact of ${at}`, isExact),
    mutability,
    returned: readChoice(
      given.returned,
      `returned of ${at}`,
      returns,
      mutability === 'writeOnly' ? 'never' : 'default',
    ),
    uniqueness: readChoice(given.uniqueness, `uniqueness of ${at}`, uniquenesses, 'none'),
    ...readSuggestions(given, type, at),
    ...readReferenceTypes(given, type, at),
    ...readParts(given, type, at),
  });
  refuseContradictions(parsed, at, isInner);
  return parsed;
}

// ATTRNAME = ALPHA *(nameChar); RFC 7643 §2.4 itself adds $ref. What every object of JavaScript answers to is no name.
function readName(value: unknown, at: string, isInner: boolean): string {
  const name = readText(value, at, limits.attributeNameLength);
  if (isInner && name === '$ref') return name;
  if (!/^[A-Za-z][\w$-]*$/.test(name))
    throw invalidValue(
      `${at} must begin with a letter and go on with letters, digits, "$", "-" and "_" (RFC 7643 §2.1).`,
    );
  if (name in {}) throw invalidValue(`${at} cannot be ${name}; choose another.`);
  return name;
}

function readType(value: unknown, at: string, isInner: boolean): Attribute['type'] {
  // RFC 7643 §2.3.8: a complex attribute holds simple ones only.
  return isInner
    ? readChoice(value, `type of ${at}`, simpleTypes, 'string')
    : readChoice(value, `type of ${at}`, types, 'string');
}

function readSuggestions(given: Given, type: Attribute['type'], at: string): Partial<Attribute> {
  if (given.canonicalValues === undefined) return {};
  if (type !== 'string' && type !== 'reference')
    throw invalidValue(`canonicalValues of ${at} are for text; its type is ${type}.`);
  return { canonicalValues: readTexts(given.canonicalValues, `canonicalValues of ${at}`) };
}

function readReferenceTypes(given: Given, type: Attribute['type'], at: string): Partial<Attribute> {
  if (type === 'reference') {
    const named = readTexts(given.referenceTypes, `referenceTypes of ${at}`);
    return { referenceTypes: named.length === 0 ? ['uri'] : named };
  }
  if (given.referenceTypes === undefined) return {};
  throw invalidValue(`referenceTypes of ${at} are for references; its type is ${type}.`);
}

function readParts(given: Given, type: Attribute['type'], at: string): Partial<Attribute> {
  if (type === 'complex')
    return { subAttributes: parseAttributes(given.subAttributes, `subAttributes of ${at}`, true) };
  if (given.subAttributes === undefined) return {};
  throw invalidValue(`subAttributes of ${at} are for complex attributes; its type is ${type}.`);
}

function readTexts(value: unknown, at: string): readonly string[] {
  const texts = readArray(value, at, limits.canonicalValues).map((text) => readText(text, at, 200));
  return [...new Set(texts)];
}

function refuseContradictions(parsed: Attribute, at: string, isInner: boolean): void {
  const { type, multiValued, required, caseExact, mutability, returned } = parsed;
  // RFC 7643 §2.3.6, §2.3.7.
  if ((type === 'binary' || type === 'reference') && !caseExact)
    throw invalidValue(`caseExact of ${at} must be true: its type is ${type}.`);
  if (mutability === 'writeOnly' && returned !== 'never')
    throw invalidValue(`returned of ${at} must be never: it is written only.`);
  if (mutability === 'readOnly' && required)
    throw invalidValue(`${at} cannot be required: it is read-only, so no client can give it.`);
  // The RFC allows it; a filter has no way to say which of the inner values it means.
  if (isInner && multiValued)
    throw invalidValue(`${at} cannot be multi-valued; give it an attribute of its own.`);
}
