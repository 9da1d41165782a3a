/** A reproducible source of chance: the same seeds give the same sequence on every machine. */
export type Random = {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** An integer from 0 up to, not including, `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  guid(): string;
};

/** The sequence (mulberry32) that belongs to these seeds. */
export function createRandom(...seeds: readonly (string | number)[]): Random {
  let state = hashText(seeds.join('\u0000'));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new Error('cannot pick from an empty list');
      return chosen;
    },
    guid: () => formatGuid(() => below(0x10000)),
  };
}

/** A 32-bit number that depends on every character of the text (FNV-1a with a final mix). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function formatGuid(word: () => number): string {
  const hex = (): string => word().toString(16).padStart(4, '0');
  const version = `4${hex().slice(1)}`;
  const variant = (0x8000 | (word() & 0x3fff)).toString(16);
  return `${hex()}${hex()}-${hex()}-${version}-${variant}-${hex()}${hex()}${hex()}`;
}
