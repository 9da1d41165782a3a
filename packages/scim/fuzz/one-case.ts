import { ScimError } from '../src/index.ts';
import type { Corpus } from './corpus.ts';
import { Random } from './random.ts';
import { targets } from './targets.ts';

/** The case of that number, which is the same for the same seed and samples. */
export function oneCase(corpus: Corpus, seed: number, index: number) {
  const random = new Random(seed + Math.imul(index, 0x9e3779b1));
  const target = random.of(targets);
  const input = target.make(corpus, random);
  return {
    name: target.name,
    input,
    /** True when the engine accepted the input, false when it refused it; throws when it failed. */
    run: (): boolean => {
      try {
        target.run(input as never, random);
        return true;
      } catch (error) {
        if (error instanceof ScimError) return false;
        throw error;
      }
    },
  };
}
