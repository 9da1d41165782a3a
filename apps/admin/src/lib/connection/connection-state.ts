import type { Client, Provisioning } from '../contract.ts';
import type { Tone } from '../ui/tone.ts';
import { clients } from './client-words.ts';

type State = Provisioning['connection']['state'];
type Words = { text: string; tone: Tone; explanation: string };

/** The state of the connection as a word, a colour and what to do next, for that client. */
export function connectionState(state: State, dialect: Client): Words {
  const client = clients[dialect];
  switch (state) {
    case 'disabled':
      return {
        text: 'Off',
        tone: 'neutral',
        explanation: 'SCIM Provisioning is off; calls to the Base URL are refused.',
      };
    case 'neverContacted':
      return {
        text: 'Never contacted',
        tone: 'neutral',
        explanation: `Waiting for the first call. ${client.untilCalled}; this page will say when it arrives.`,
      };
    case 'connectionTested':
      return {
        text: 'Connection tested',
        tone: 'accent',
        explanation: `${client.start}’s test arrived. ${client.untilWritten}`,
      };
    case 'provisioning':
      return {
        text: 'Provisioning',
        tone: 'good',
        explanation: `${client.start} is writing users and groups. ${client.then}`,
      };
  }
}
