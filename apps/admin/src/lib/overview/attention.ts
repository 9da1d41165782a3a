import { clients } from '../connection/client-words.ts';
import type { IdentityProvider, Overview, Token, WebhookOverview } from '../contract.ts';
import { count } from '../format/count.ts';
import { exactDay } from '../format/exact-time.ts';

export type Attention = {
  id: string;
  tone: 'info' | 'warn' | 'bad';
  title: string;
  text: string;
  /** Where it is settled, below the organisation's own address; left out, in the End User settings. */
  go?: { text: string; path: string };
};

type Facts = {
  provisioning: Overview['provisioning'];
  identityProvider: IdentityProvider | null;
  tokens: Token[];
  webhooks: WebhookOverview[];
  /** People whom SCIM brought, whether it still runs or not. */
  brought: number;
  people?: Overview['people'];
  nowMs: number;
};

/** What to look into, the most pressing first. A part of the product that has something to say adds its line. */
const concerns: readonly ((facts: Facts) => Attention[])[] = [
  tokenTroubles,
  connectionTroubles,
  secretTroubles,
  heldPeople,
  webhookTroubles,
  suspendedPeople,
];

const dayMs = 86_400_000;
const noticeMs = 30 * dayMs;

/** What an admin should do something about, the most pressing first; nothing when all is well. */
export function attention(facts: Facts): Attention[] {
  if (!facts.provisioning.enabled) {
    const scim = facts.brought > 0 ? switchedOff(facts) : notSetUp(facts);
    return [...secretTroubles(facts), scim, ...webhookTroubles(facts)];
  }
  return concerns.flatMap((concern) => concern(facts));
}

function switchedOff({ brought, provisioning: { dialect } }: Facts): Attention {
  const text = `Nobody updates the ${count(brought, 'person', 'people')} ${clients[dialect].name} brought. Switch it on again to go on.`;
  return { id: 'switched-off', tone: 'warn', title: 'SCIM Provisioning is off', text };
}

function notSetUp({ identityProvider, provisioning: { dialect } }: Facts): Attention {
  return {
    id: 'not-set-up',
    tone: 'warn',
    title: 'SCIM is not set up yet',
    text: notSetUpText(dialect, identityProvider),
  };
}

function notSetUpText(dialect: Overview['provisioning']['dialect'], saved: IdentityProvider | null): string {
  const switchOn = 'Switch SCIM Provisioning on and generate an API token.';
  if (dialect !== 'entra') return switchOn;
  const first = saved === null ? 'Save those of Entra first.' : 'They are saved.';
  return `SCIM needs the identity provider settings. ${first} ${switchOn}`;
}

function tokenTroubles({ tokens, nowMs, provisioning: { dialect } }: Facts): Attention[] {
  const { start, pasteToken } = clients[dialect];
  const live = tokens.filter((token) => token.state === 'live');
  if (live.length === 0) {
    const text = `${start} cannot reach Rollcall without one. Generate a token. ${pasteToken}`;
    return [{ id: 'no-token', tone: 'bad', title: 'There is no live API token', text }];
  }
  const lastsLonger = live.some((token) => Date.parse(token.expiresAt) - nowMs > noticeMs);
  const first = live.reduce((a, b) => (a.expiresAt < b.expiresAt ? a : b));
  if (lastsLonger) return [];
  const title = `The API token “${first.label}” expires on ${exactDay(first.expiresAt)}`;
  return [{ id: 'token-expires', tone: 'warn', title, text: `Generate another before then. ${pasteToken}` }];
}

function connectionTroubles({ provisioning, nowMs }: Facts): Attention[] {
  const { state, lastCallAt, dialect } = provisioning;
  const client = clients[dialect];
  if (state === 'neverContacted') {
    const text = `Paste the Base URL and an API token there. ${client.untilCalled}.`;
    return [{ id: 'never-contacted', tone: 'info', title: `${client.start} has not called yet`, text }];
  }
  if (state === 'connectionTested') {
    const text = client.untilWritten;
    return [
      { id: 'not-started', tone: 'info', title: 'The connection works; provisioning has not started', text },
    ];
  }
  const { silenceMs } = client;
  if (silenceMs === null || lastCallAt === null || nowMs - Date.parse(lastCallAt) < silenceMs) return [];
  const title = `${client.start} has been silent for more than a day`;
  return [{ id: 'silent', tone: 'warn', title, text: client.whenSilent }];
}

/** How soon the day is, from the most pressing on. */
const secretStages = [
  { withinMs: 0, tone: 'bad' },
  { withinMs: 7 * dayMs, tone: 'warn' },
  { withinMs: noticeMs, tone: 'info' },
] as const;

function secretTroubles({ identityProvider, nowMs }: Facts): Attention[] {
  const expiresOn = identityProvider?.clientSecretExpiresOn ?? null;
  if (!identityProvider || expiresOn === null) return [];
  const leftMs = Date.parse(expiresOn) - nowMs;
  const stage = secretStages.find(({ withinMs }) => leftMs <= withinMs);
  if (!stage) return [];
  const { name } = identityProvider;
  const title = `The client secret ${leftMs < 0 ? 'expired' : 'expires'} on ${exactDay(expiresOn)}`;
  const text = `People cannot sign in through ${name} without it. Make a new one there and save it here.`;
  return [{ id: 'client-secret', tone: stage.tone, title, text }];
}

function heldPeople({ people }: Facts): Attention[] {
  if (!people || people.held === 0) return [];
  const title = `${count(people.held, 'person', 'people')} may be here already under another name`;
  const text = 'They have no access until you say whether they are the same.';
  const go = { text: 'Decide', path: '/provisioning/conflicts' };
  return [{ id: 'held', tone: 'warn', title, text, go }];
}

function suspendedPeople({ people }: Facts): Attention[] {
  if (!people || people.suspended === 0) return [];
  const title = `${count(people.suspended, 'person is', 'people are')} suspended, though requested active`;
  const text = 'They cannot sign in until somebody restores their access.';
  const go = { text: 'Show them', path: '/directory/users?status=suspended' };
  return [{ id: 'suspended', tone: 'info', title, text, go }];
}

const patienceMs = 3_600_000;

/** One that fails for an hour, or was switched off because it did, or because its receiver is gone. */
function webhookTroubles({ webhooks, nowMs }: Facts): Attention[] {
  return webhooks.flatMap(({ id, url, state, failingSince }): Attention[] => {
    const { host } = new URL(url);
    const of = { id: `webhook-${id}`, go: { text: 'Go to the webhook', path: `/settings/webhooks/${id}` } };
    if (state === 'offGone' || state === 'offFailing') {
      const why = state === 'offGone' ? 'answered that it is gone' : 'took nothing for five days';
      const text = `The receiver ${why}. Nothing is sent to it. Mend it, then enable the webhook, or delete it.`;
      return [{ ...of, tone: 'bad', title: `The webhook to ${host} was switched off`, text }];
    }
    if (state !== 'failing' || failingSince === null || nowMs - Date.parse(failingSince) < patienceMs)
      return [];
    const text = 'Each event is tried for about a day, and after five days the webhook is switched off.';
    return [{ ...of, tone: 'warn', title: `The webhook to ${host} is failing`, text }];
  });
}
