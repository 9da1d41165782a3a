import type { IdentityProvider, Overview, Token } from '../contract.ts';
import { count } from '../format/count.ts';
import { exactDay } from '../format/exact-time.ts';

export type Attention = { id: string; tone: 'info' | 'warn' | 'bad'; title: string; text: string };

type Facts = {
  provisioning: Overview['provisioning'];
  identityProvider: IdentityProvider | null;
  tokens: Token[];
  /** People whom SCIM brought, whether it still runs or not. */
  brought: number;
  nowMs: number;
};

const dayMs = 86_400_000;
const noticeMs = 30 * dayMs;
/** Entra calls about every 40 minutes; a day of silence means something is wrong there. */
const silenceMs = dayMs;

/** What an admin should do something about, the most pressing first; nothing when all is well. */
export function attention(facts: Facts): Attention[] {
  if (!facts.provisioning.enabled)
    return [facts.brought > 0 ? switchedOff(facts.brought) : notSetUp(facts.identityProvider)];
  return [...tokenTroubles(facts), ...connectionTroubles(facts), ...secretTroubles(facts)];
}

function switchedOff(brought: number): Attention {
  const text = `Nobody updates the ${count(brought, 'person', 'people')} Entra brought. Switch it on again to go on.`;
  return { id: 'switched-off', tone: 'warn', title: 'SCIM Provisioning is off', text };
}

function notSetUp(identityProvider: IdentityProvider | null): Attention {
  return {
    id: 'not-set-up',
    tone: 'warn',
    title: 'SCIM is not set up yet',
    text:
      identityProvider === null
        ? 'Save the identity provider settings for Entra, switch SCIM Provisioning on and generate an API token.'
        : 'The identity provider settings are saved. Switch SCIM Provisioning on and generate an API token.',
  };
}

function tokenTroubles({ tokens, nowMs }: Facts): Attention[] {
  const live = tokens.filter((token) => token.state === 'live');
  if (live.length === 0) {
    const text =
      'Entra cannot reach Rollcall without one. Generate a token and paste it in Entra as Secret Token.';
    return [{ id: 'no-token', tone: 'bad', title: 'There is no live API token', text }];
  }
  const lastsLonger = live.some((token) => Date.parse(token.expiresAt) - nowMs > noticeMs);
  const first = live.reduce((a, b) => (a.expiresAt < b.expiresAt ? a : b));
  if (lastsLonger) return [];
  const title = `The API token “${first.label}” expires on ${exactDay(first.expiresAt)}`;
  return [
    { id: 'token-expires', tone: 'warn', title, text: 'Generate another and paste it in Entra before then.' },
  ];
}

function connectionTroubles({ provisioning: { state, lastCallAt }, nowMs }: Facts): Attention[] {
  if (state === 'neverContacted') {
    const text = 'Paste the Base URL and an API token in Entra, then press Test Connection there.';
    return [{ id: 'never-contacted', tone: 'info', title: 'Entra has not called yet', text }];
  }
  if (state === 'connectionTested') {
    const text = 'Assign users and groups to the application in Entra and press Start provisioning there.';
    return [
      { id: 'not-started', tone: 'info', title: 'The connection works; provisioning has not started', text },
    ];
  }
  if (lastCallAt === null || nowMs - Date.parse(lastCallAt) < silenceMs) return [];
  const text = 'It calls about every 40 minutes. Look at the provisioning page of the application in Entra.';
  return [{ id: 'silent', tone: 'warn', title: 'Entra has been silent for more than a day', text }];
}

function secretTroubles({ identityProvider, nowMs }: Facts): Attention[] {
  const expiresOn = identityProvider?.clientSecretExpiresOn ?? null;
  if (expiresOn === null || Date.parse(expiresOn) - nowMs > noticeMs) return [];
  const isOver = Date.parse(expiresOn) < nowMs;
  const title = `The client secret ${isOver ? 'expired' : 'expires'} on ${exactDay(expiresOn)}`;
  const text = 'People cannot sign in through Entra without it. Make a new one in Entra and save it here.';
  return [{ id: 'client-secret', tone: isOver ? 'bad' : 'warn', title, text }];
}
