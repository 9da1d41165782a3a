import { invalidValue } from '../errors.ts';
import { isObject } from '../resource/resource.ts';
import { checkText } from '../resource/check-scalar.ts';

/** The object's values under the names in `known`, which are read in any case of letters; any other name is refused. */
export function readKeys<Name extends string>(
  definition: unknown,
  known: readonly Name[],
  at: string,
): Readonly<Partial<Record<Name, unknown>>> {
  if (!isObject(definition)) throw invalidValue(`${at} must be an object with ${known.join(', ')}.`);
  const read: Partial<Record<Name, unknown>> = {};
  for (const [key, value] of Object.entries(definition)) {
    const name = known.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    if (name === undefined)
      throw invalidValue(`${at} says ${JSON.stringify(key.slice(0, 80))}; it may say ${known.join(', ')}.`);
    if (value !== null) read[name] = value;
  }
  return read;
}

/** The text, or `otherwise` when there is none. */
export function readText(value: unknown, at: string, most: number, otherwise?: string): string {
  const text = value ?? otherwise;
  checkText(text, at, most);
  return text;
}

/** The boolean, or `otherwise` when there is none. */
export function readFlag(value: unknown, at: string, otherwise: boolean): boolean {
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') throw invalidValue(`${at} must be true or false.`);
  return value;
}

/** The one of `choices` that the value names exactly, or `otherwise` when there is none. */
export function readChoice<Choice extends string>(
  value: unknown,
  at: string,
  choices: readonly Choice[],
  otherwise: Choice,
): Choice {
  if (value === undefined) return otherwise;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw invalidValue(`${at} must be one of ${choices.join(', ')}.`);
  return choice;
}

/** The array, or an empty one when there is none. */
export function readArray(value: unknown, at: string, most: number): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw invalidValue(`${at} must be an array.`);
  if (value.length > most)
    throw invalidValue(`${at} has ${value.length} values; at most ${most} are allowed.`);
  return value;
}
