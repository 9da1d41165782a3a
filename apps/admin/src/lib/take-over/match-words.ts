import type { Conflict, TakeOver } from '../contract.ts';
import type { Tone } from '../ui/tone.ts';

type Match = TakeOver['people']['items'][number]['match'];
type Words = { text: string; tone: Tone; explanation: string };

/** How somebody will be recognised when SCIM brings them, in words; the kinds that need an admin first. */
export const matchWords: Record<Match, Words> = {
  clash: {
    text: 'Could clash',
    tone: 'bad',
    explanation:
      'Somebody else here has the same address, so SCIM could mean either. Settle this before you enable it.',
  },
  none: {
    text: 'Stays apart',
    tone: 'neutral',
    explanation:
      'Nothing that identity providers send is known of this person: they stay beside those whom SCIM brings.',
  },
  subject: {
    text: 'By sign-in, you decide',
    tone: 'warn',
    explanation:
      'Recognised when the identity provider sends the id they sign in with as externalId. It waits as a conflict.',
  },
  email: {
    text: 'By e-mail, you decide',
    tone: 'warn',
    explanation: 'Recognised by the e-mail address that an admin entered. It waits as a conflict.',
  },
  userName: {
    text: 'By user name',
    tone: 'good',
    explanation:
      'The identity provider finds this person by user name and goes on with them: no second one is made.',
  },
};

/** Why two may be one, as a sentence. */
export const groundWords: Record<Conflict['ground'], string> = {
  subject: 'The externalId that SCIM sent is the id this person signs in with.',
  verifiedEmail: 'The address that SCIM sent was verified when this person signed in.',
  email: 'The address that SCIM sent is the one an admin entered for this person.',
};
