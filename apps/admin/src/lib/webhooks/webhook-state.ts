import type { Delivery, Webhook } from '../contract.ts';

type Words = { text: string; tone: 'good' | 'warn' | 'bad' | 'neutral'; explanation: string };

/** How a webhook does, in words. */
export const webhookStates: Record<Webhook['state'], Words> = {
  working: { text: 'Working', tone: 'good', explanation: 'Events are sent as they happen.' },
  failing: {
    text: 'Failing',
    tone: 'warn',
    explanation: 'The receiver does not take what it is sent. Each event is tried for about a day.',
  },
  off: { text: 'Off', tone: 'neutral', explanation: 'An admin switched it off. Nothing is sent.' },
  offGone: {
    text: 'Off: gone',
    tone: 'bad',
    explanation: 'The receiver answered 410 Gone, which means that it wants nothing more. Nothing is sent.',
  },
  offFailing: {
    text: 'Off: failed too long',
    tone: 'bad',
    explanation: 'The receiver took nothing for five days, so it was switched off. Nothing is sent.',
  },
};

export const deliveryStates: Record<Delivery['state'], Omit<Words, 'explanation'>> = {
  pending: { text: 'On its way', tone: 'neutral' },
  delivered: { text: 'Delivered', tone: 'good' },
  dead: { text: 'Given up', tone: 'bad' },
};
