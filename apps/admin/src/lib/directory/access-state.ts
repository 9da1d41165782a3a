import type { UserRow } from '../contract.ts';
import type { Tone } from '../ui/tone.ts';

type State = { text: string; tone: Tone; explanation: string };

const effective: Record<UserRow['access'], State> = {
  granted: { text: 'Active', tone: 'good', explanation: 'May sign in.' },
  suspended: { text: 'Suspended', tone: 'bad', explanation: 'May not sign in.' },
  pending: { text: 'Pending', tone: 'neutral', explanation: 'Waits for a first decision about access.' },
  held: {
    text: 'Held',
    tone: 'warn',
    explanation: 'May be here already under another name: waits under Provisioning > Conflicts.',
  },
};

type Access = Pick<UserRow, 'active' | 'access'> & Partial<Pick<UserRow, 'archivedAt'>>;

/** What a person can do now, in a word: what is effective, not what was asked for. */
export function accessState({ active, access, archivedAt }: Access): State {
  if (archivedAt)
    return { text: 'Archived', tone: 'neutral', explanation: 'Put away by an admin; may not sign in.' };
  if (!active && access === 'suspended') {
    return { text: 'Inactive', tone: 'neutral', explanation: 'Switched off at the source; may not sign in.' };
  }
  return effective[access];
}

/** What the source asks for, where it is not what is effective; else null. */
export function requestedState({ active, access }: Access): State | null {
  if (active ? access === 'granted' : access === 'suspended') return null;
  return active
    ? { text: 'Requested: active', tone: 'neutral', explanation: 'The source says this person is active.' }
    : {
        text: 'Requested: inactive',
        tone: 'neutral',
        explanation: 'The source says this person is inactive.',
      };
}
