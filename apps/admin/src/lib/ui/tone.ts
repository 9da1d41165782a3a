/** What a colour says. Its ink and its ground are in `colour.css`, under this name. */
export type Tone = 'neutral' | 'info' | 'accent' | 'good' | 'warn' | 'bad';
