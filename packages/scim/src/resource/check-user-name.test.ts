import { describe, expect, it } from 'vitest';
import { checkUserName } from './check-user-name.ts';

const allowed = [
  'kai.lund@acme.example',
  "kai_o'hara#EXT#@acme.onmicrosoft.example",
  'Kai Lund',
  'straße',
  'ΣΑΣ',
  'josé',
  'jose\u0301',
  '李小龍',
  'मुंबई',
  'क्\u200dष',
  'l·l',
  'ノ・ア',
  '٣٤',
];
const refused: readonly (readonly [string, string])[] = [
  ['kai\tlund', 'U+0009'],
  ['kai\u007flund', 'U+007F'],
  ['kai\u0085lund', 'U+0085'],
  ['kai\u200blund', 'U+200B'],
  ['kai\u200dlund', 'U+200D'],
  ['kai\u202elund', 'U+202E'],
  ['kai\u00a0lund', 'U+00A0'],
  ['kai\u2028lund', 'U+2028'],
  ['kai\ue000', 'U+E000'],
  ['kai\u0378', 'U+0378'],
  ['kai\uffff', 'U+FFFF'],
  ['Ｋai', 'U+FF2B (Ｋ)'],
  ['ﬁn', 'U+FB01 (ﬁ)'],
  ['kai😀', 'U+1F600 (😀)'],
  ['a·b', 'U+00B7 (·)'],
  ['\u302ekai', 'U+302E'],
];

describe('a user name is prepared as UsernameCaseMapped has it (RFC 7643 §4.1.1)', () => {
  for (const name of allowed) {
    it(`${name} may be one`, () => expect(() => checkUserName(name, 'userName')).not.toThrow());
  }

  for (const [name, character] of refused) {
    it(`one with ${character} is refused`, () =>
      expect(() => checkUserName(name, 'userName')).toThrow(
        expect.objectContaining({
          code: 'invalidValue',
          message: `userName holds ${character}, which a user name may not have (RFC 8265 §3.3).`,
        }),
      ));
  }

  it('one with a space at its edge is refused', () => {
    for (const name of [' kai', 'kai ', 'kai\u0301 '])
      expect(() => checkUserName(name, 'userName')).toThrow(/begins or ends with a space/);
  });

  it('one that is written in both directions may be one, unless an invisible sign turns it (RFC 5893 §2)', () => {
    expect(() => checkUserName('\u05d3\u05e0\u05d4@acme.example', 'userName')).not.toThrow();
    for (const sign of ['\u200e', '\u200f', '\u202e', '\u2067'])
      expect(() => checkUserName(`kai${sign}lund`, 'userName')).toThrow(/may not have/);
  });

  it('one that mixes two kinds of Arabic digits is refused', () => {
    expect(() => checkUserName('\u0660\u06f1', 'userName')).toThrow(/two kinds of Arabic digits/);
  });
});
