import { hashText } from '../random.ts';

/** Drills, each the share (0 to 1) of the requests it strikes. */
export type Faults = {
  /** A PATCH is delivered a second time; the result must be the same. */
  duplicatePatch: number;
  /** The answer to a create is lost and the create repeated; 409 and then a match are expected. */
  lostCreateAnswer: number;
  /** A PATCH is written in the other dialect. */
  mixedDialects: number;
  /** Members are added and removed several times within one PATCH. */
  interleavedMembers: number;
};

/** Whether a drill strikes this request; the same seed and key always answer alike. */
export function strikes(faults: Faults, fault: keyof Faults, seed: string | number, key: string): boolean {
  return faults[fault] > 0 && hashText(`${seed} ${fault} ${key}`) / 2 ** 32 < faults[fault];
}
