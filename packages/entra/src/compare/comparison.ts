/** Something the server shows otherwise than it should. */
export type Difference = { object: string; attribute: string; expected: unknown; found: unknown };

/** What reading everything back gave. `others` are objects the job has nothing to do with. */
export type Comparison = {
  users: number;
  groups: number;
  memberships: number;
  differences: Difference[];
  others: { users: number; groups: number; members: number };
};
