import { randomInt } from 'node:crypto';

const consonants = 'bdfgjklmnprstvz';
const vowels = 'aeiou';

/** A random password that is easy to read and type: five words of five letters, about 80 bits. */
export function readablePassword(): string {
  return Array.from({ length: 5 }, word).join('-');
}

function word(): string {
  const letter = (letters: string) => letters.charAt(randomInt(letters.length));
  return letter(consonants) + letter(vowels) + letter(consonants) + letter(vowels) + letter(consonants);
}
