import type { Provisioning } from '../contract.ts';

type State = Provisioning['connection']['state'];
type Words = { text: string; tone: 'neutral' | 'accent' | 'good'; explanation: string };

const words: Record<State, Words> = {
  disabled: {
    text: 'Off',
    tone: 'neutral',
    explanation: 'SCIM Provisioning is off; calls to the Base URL are refused.',
  },
  neverContacted: {
    text: 'Never contacted',
    tone: 'neutral',
    explanation:
      'Waiting for the first call. Press Test Connection in Entra; this page will say when it arrives.',
  },
  connectionTested: {
    text: 'Connection tested',
    tone: 'accent',
    explanation:
      'Entra’s Test Connection arrived. Press Create, assign users and groups, then Start provisioning.',
  },
  provisioning: {
    text: 'Provisioning',
    tone: 'good',
    explanation: 'Entra is writing users and groups. It comes back about every 40 minutes.',
  },
};

/** The state of the connection as a word, a colour and what to do next. */
export function connectionState(state: State): Words {
  return words[state];
}
