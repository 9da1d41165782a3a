import type pg from 'pg';
import { sendBatch, type Value } from './batch.ts';
import type { Database } from './connect.ts';
import { sqlState } from './violations.ts';

/** One SQL statement with its values. A `name` makes Postgres keep its plan, so only fixed texts carry one. */
export type Statement<Row> = Readonly<{
  name?: string;
  text: string;
  values: readonly Value[];
  /** What its rows have, in order; none where only their number counts. */
  columns: readonly string[];
}> & {
  readonly [row]?: Row;
};
declare const row: unique symbol;

/** A maker of statements over one fixed text, whose rows have those columns. */
export function prepared<Row = object>(
  name: string | undefined,
  text: string,
  columns: readonly (keyof Row & string)[],
): (...values: readonly Value[]) => Statement<Row> {
  const kept = name === undefined ? {} : { name };
  return (...values) => ({ ...kept, text, values, columns });
}

type Rows<Statements extends readonly Statement<unknown>[]> = {
  [Index in keyof Statements]: Statements[Index] extends Statement<infer Row> ? Row[] : never;
};

/** Who a SCIM request is and by which rules it was read, as `find_scim_token` gave them. */
export type ScimCaller = Readonly<{ tenantId: string; tokenId: string; rulesVersion: string }>;

/**
 * The statements have run in one transaction of the caller's tenant and are committed, in one network round trip.
 * The first thing in the transaction is the proof that token, connection and rules are still good; when it
 * fails (SQLSTATE RC002, RC003, RC005, RC006), or any statement does, nothing has happened and the first error is thrown.
 */
export function roundTrip<const Statements extends readonly Statement<unknown>[]>(
  db: Database,
  caller: ScimCaller,
  statements: Statements,
  collisions = anyCollision,
): Promise<Rows<Statements>> {
  return withClient(db, async (client) => {
    const send = () => sendBatch(client, [opening(caller), ...statements]);
    const rows = await againAfterCollision(send, collisions);
    return rows.slice(1) as Rows<Statements>;
  });
}

/**
 * The same in two round trips, for a change that must see the row first: `first` reads and locks it, `decide` says
 * what then follows in the same transaction. When `decide` throws, nothing has happened.
 */
export function twoRoundTrips<Row, const Statements extends readonly Statement<unknown>[], Result>(
  db: Database,
  caller: ScimCaller,
  first: Statement<Row>,
  decide: (rows: Row[]) => { then: Statements; result: (rows: Rows<Statements>) => Result },
): Promise<Result> {
  const attempt = async (client: pg.PoolClient): Promise<Result> => {
    try {
      const [, , seen] = await sendBatch(client, [begin, opening(caller), first]);
      const { then, result } = decide(seen as Row[]);
      const rows = await sendBatch(client, [...then, commit]);
      return result(rows.slice(0, -1) as Rows<Statements>);
    } catch (refusal) {
      // Where the connection itself broke this fails too, and the pool drops it.
      await client.query('rollback').catch(() => undefined);
      throw refusal;
    }
  };
  return withClient(db, (client) => againAfterCollision(() => attempt(client)));
}

/** SQLSTATEs after which the same work is done again: a deadlock, and a row referred to that is gone meanwhile. */
const anyCollision: readonly string[] = ['40P01', '23503'];
export const deadlock: readonly string[] = ['40P01'];
const maxCollisions = 5;

/**
 * What `work` answers. Two changes that name the same members in crossed order can each wait for the other, and someone
 * can be deleted in the moment that a group takes them in. Postgres then undoes one change whole, and it is made again on
 * what is there now.
 */
async function againAfterCollision<Result>(
  work: () => Promise<Result>,
  collisions = anyCollision,
): Promise<Result> {
  for (let times = 0; ; times++) {
    try {
      return await work();
    } catch (error) {
      if (times === maxCollisions || !collisions.includes(sqlState(error) ?? '')) throw error;
    }
  }
}

const begin = prepared('begin', 'begin', [])();
const commit = prepared('commit', 'commit', [])();
const enterScope = prepared('enter_scim_scope', 'select from enter_scim_scope($1, $2, $3)', []);
const opening = ({ tenantId, tokenId, rulesVersion }: ScimCaller) =>
  enterScope(tenantId, tokenId, rulesVersion);

async function withClient<Result>(
  db: Database,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await db.pool.connect();
  try {
    return await work(client);
  } finally {
    // A connection that broke is dropped by the pool itself.
    client.release();
  }
}
