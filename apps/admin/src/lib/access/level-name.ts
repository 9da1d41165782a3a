import type { AccessLevel } from '../contract.ts';
import type { Tone } from '../ui/tone.ts';

/** The levels of access, least first, as people read them. */
export const levels: readonly { value: AccessLevel; text: string }[] = [
  { value: 'view', text: 'View' },
  { value: 'use', text: 'Use' },
  { value: 'manage', text: 'Manage' },
];

export function levelName(level: AccessLevel): string {
  return levels.find(({ value }) => value === level)?.text ?? level;
}

export const levelTones: Record<AccessLevel, Tone> = { view: 'neutral', use: 'info', manage: 'warn' };
