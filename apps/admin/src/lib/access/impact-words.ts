import type { Impact } from '../contract.ts';
import { count } from '../format/count.ts';
import { levelName } from './level-name.ts';

type Change = Impact['people']['items'][number]['changes'][number];

/** What a change does to people, in a sentence. */
export function impactSentence({ gaining, losing, tooMany, compared }: Impact): string {
  if (tooMany)
    return `This can touch ${count(compared, 'person', 'people')}, which is too many to compare one by one.`;
  if (gaining + losing === 0) return 'Nobody gains or loses access.';
  const gains = gaining > 0 ? `${count(gaining, 'person gains', 'people gain')} access` : '';
  const loses = losing > 0 ? `${count(losing, 'person loses', 'people lose')} access` : '';
  return `${[gains, loses].filter(Boolean).join(', ')}.`;
}

/** What it does to those who may not sign in; null where there is nothing to say. */
export function notGrantedSentence({ notGranted }: Impact): string | null {
  if (notGranted === 0) return null;
  return notGranted === 1
    ? '1 more person may not sign in now, and would have other access once they may.'
    : `${count(notGranted, 'person', 'people')} more may not sign in now, and would have other access once they may.`;
}

/** What it does to one person at one service. */
export function changeWords({ service, before, after }: Change): { text: string; isGain: boolean } {
  if (before === null)
    return { text: `Gains ${service.name}${after ? ` (${levelName(after)})` : ''}`, isGain: true };
  if (after === null) return { text: `Loses ${service.name} (${levelName(before)})`, isGain: false };
  const order = ['view', 'use', 'manage'];
  const isGain = order.indexOf(after) > order.indexOf(before);
  return { text: `${service.name}: ${levelName(before)} becomes ${levelName(after)}`, isGain };
}
