import { locales } from './locales.ts';
import type { Locale } from './locales.ts';
import type { Random } from '../random.ts';

/** A name as written at home and in the ASCII letters an address is made of. */
export type WrittenName = { native: string; ascii: string };

/** A place with its postal details. */
export type Place = { city: string; state: string; postalCode: string };

/** A locale with its lists taken apart. */
export type Origin = Omit<Locale, 'given' | 'family' | 'cities'> & {
  given: readonly WrittenName[];
  family: readonly WrittenName[];
  places: readonly Place[];
};

// Letters that Unicode does not decompose into a base letter and a mark.
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  ß: 'ss',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  œ: 'oe',
};

/** Every locale, ready to be drawn from. */
export const origins: readonly Origin[] = locales.map(({ given, family, cities, ...rest }) => ({
  ...rest,
  given: given.split(' ').map(parseName),
  family: family.split(' ').map(parseName),
  places: cities.split(';').map(parsePlace),
}));

/** The display name in the order of the person's home. */
export function displayNameOf(origin: Origin, given: string, family: string): string {
  if (origin.order === 'given family') return `${given} ${family}`;
  return origin.order === 'family given' ? `${family} ${given}` : `${family}${given}`;
}

/** The part of an address before the `@`: ASCII letters, dots, hyphens and apostrophes. */
export function addressNameOf(given: WrittenName, family: WrittenName): string {
  return `${given.ascii}.${family.ascii}`;
}

/** A family name of the same origin, other than the present one where the origin has another. */
export function anotherFamilyName(origin: Origin, present: string | null, random: Random): WrittenName {
  const others = origin.family.filter((name) => name.native !== present);
  return random.pick(others.length > 0 ? others : origin.family);
}

function parseName(text: string): WrittenName {
  const [native = '', ascii] = text.split(':');
  const spaced = native.replaceAll('_', ' ');
  return { native: spaced, ascii: ascii ?? latinise(spaced) };
}

function parsePlace(text: string): Place {
  const [city = '', state = '', postalCode = ''] = text.split('|');
  return { city, state, postalCode };
}

function latinise(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\P{ASCII}/gu, (letter) => letters[letter] ?? '')
    .replace(/[^a-z'-]/g, '');
}
