import { invalidValue } from '../errors.ts';

const ascii = /^[!-~]+(?: +[!-~]+)*$/;
// IdentifierClass (RFC 8264 §4.2, RFC 5892 §2): printable ASCII, letters, digits, and the exceptions of RFC 5892 §2.6.
const letter = /^[!-~\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u06fd\u06fe\u0f0b\u3007]$/u;
const exception = /[\u302e-\u302f\u0640\u07fa\u3031-\u3035\u303b\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/;
const virama =
  '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u0e3a\\u0f84\\u1039\\u103a\\u17d2';

// Signs that are allowed between certain letters only (RFC 5892 appendix A).
const inContext = [
  new RegExp(`(?<=[${virama}])[\\u200c\\u200d]`, 'gu'),
  /(?<=\p{Script=Arabic})\u200c(?=\p{Script=Arabic})/gu,
  /(?<=l)\u00b7(?=l)/g,
  /\u0375(?=\p{Script=Greek})/gu,
  /(?<=\p{Script=Hebrew})[\u05f3\u05f4]/gu,
  /\u30fb(?=.*[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}])|(?<=[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}].*)\u30fb/gu,
];

/**
 * Returns when the text may be a user name: parts of letters, digits and printable ASCII with spaces between them, as
 * UsernameCaseMapped has it (RFC 8265 §3.3), but for the bidi rule (docs/decisions/0028). Otherwise throws `invalidValue` with the character that may not be there.
 */
export function checkUserName(value: string, at: string): void {
  if (ascii.test(value)) return;
  if (value.startsWith(' ') || value.endsWith(' '))
    throw invalidValue(`${at} begins or ends with a space; remove it.`);
  const plain = inContext.reduce((text, signs) => text.replace(signs, ''), value.normalize('NFC'));
  for (const character of plain) {
    if (character === ' ' || isAllowed(character)) continue;
    throw invalidValue(`${at} holds ${nameOf(character)}, which a user name may not have (RFC 8265 §3.3).`);
  }
  if (/[\u0660-\u0669]/.test(plain) && /[\u06f0-\u06f9]/.test(plain))
    throw invalidValue(`${at} mixes two kinds of Arabic digits; use one.`);
}

// A character that has a plainer form, such as a ligature or a letter of full width, would pass for another.
function isAllowed(character: string): boolean {
  return letter.test(character) && !exception.test(character) && character.normalize('NFKC') === character;
}

function nameOf(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return /[\p{L}\p{P}\p{S}]/u.test(character) ? `U+${code} (${character})` : `U+${code}`;
}
