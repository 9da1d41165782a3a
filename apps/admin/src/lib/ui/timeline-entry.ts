import type { Tone } from './tone.ts';

/** One line of a history. */
export type TimelineEntry = {
  id: string;
  at: string;
  sentence: string;
  /** Lines under the sentence, one for each thing that changed. */
  details: string[];
  tone: Tone;
  note: string | null;
  href: string | null;
};
