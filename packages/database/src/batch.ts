import pg from 'pg';

/** A value that a statement binds. Arrays are of text. */
export type Value = string | number | boolean | null | Buffer | readonly string[];

/** What a batch needs of a statement. */
type Sent = Readonly<{ name?: string; text: string; values: readonly Value[]; columnless?: boolean }>;

/** The part of pg's connection that speaks the extended query protocol. */
type Wire = Readonly<{
  stream: { cork(): void; uncork(): void };
  parse(message: { name: string; text: string }): void;
  bind(message: {
    portal: string;
    statement: string;
    values: readonly Value[];
    valueMapper: (value: Value) => unknown;
  }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: { portal: string }): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
}>;

/** Statement names a connection has; one whose parsing a failure may have cut short is `unsure`. */
const parsed = new WeakMap<Wire, Map<string, 'known' | 'unsure'>>();

/**
 * The rows of each statement, all of them sent in one write with one Sync at the end. Postgres then runs them as one
 * implicit transaction (PostgreSQL manual, 54.2.4 Pipelining): all are committed, or at the first failure none. That
 * halves the cost of a scoped statement against sending begin, scope, statement and commit one by one (docs/performance.md).
 */
export function sendBatch(client: pg.ClientBase, statements: readonly Sent[]): Promise<unknown[][]> {
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, (error, rows) => (error ? reject(error) : resolve(rows))));
  });
}

/** A query of pg's own kind that sends several statements; pg hands it the answers as they come. */
class Batch extends pg.Query {
  readonly #statements: readonly Sent[];
  readonly #done: (error: Error | null, rows: unknown[][]) => void;
  #wire: Wire | undefined;
  #answered = 0;

  constructor(statements: readonly Sent[], done: (error: Error | null, rows: unknown[][]) => void) {
    super({ text: '', values: [] });
    this.#statements = statements;
    this.#done = done;
    Object.assign(this, {
      callback: (error: Error | null, results: unknown) => this.#answer(error, results),
    });
  }

  override submit = (connection: unknown): null => {
    const wire = connection as Wire;
    this.#wire = wire;
    wire.stream.cork();
    for (const statement of this.#statements) this.#send(wire, statement);
    wire.sync();
    wire.stream.uncork();
    return null;
  };

  #send(wire: Wire, { name = '', text, values, columnless }: Sent): void {
    const names = namesOf(wire);
    const state = names.get(name);
    if (state !== 'known') {
      if (state === 'unsure') wire.close({ type: 'S', name });
      wire.parse({ name, text });
      if (name !== '') names.set(name, 'known');
    }
    wire.bind({ portal: '', statement: name, values, valueMapper: encode });
    // What the columns are called need not be asked where there are none.
    if (!columnless) wire.describe({ type: 'P', name: '' });
    wire.execute({ portal: '' });
  }

  #answer(error: Error | null, results: unknown): void {
    if (error) {
      if (this.#wire) forget(this.#wire, this.#statements);
      return this.#done(error, []);
    }
    const list = (Array.isArray(results) ? results : [results]) as pg.QueryResult[];
    this.#done(
      null,
      list.map(({ rows, rowCount }, index) =>
        this.#statements[index]?.columnless
          ? Array.from({ length: rowCount ?? 0 }, () => ({}))
          : (rows as unknown[]),
      ),
    );
  }

  /** pg reads rows by the columns described last; rows without columns are only counted. */
  handleDataRow(message: unknown): void {
    if (!this.#statements[this.#answered]?.columnless) inherited.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: unknown): void {
    this.#answered++;
    inherited.handleCommandComplete.call(this, message, connection);
  }
}

/** What pg's own query does with the answers; its type leaves these out. */
const inherited = pg.Query.prototype as unknown as {
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: unknown): void;
};

function namesOf(wire: Wire): Map<string, 'known' | 'unsure'> {
  const names = parsed.get(wire) ?? new Map<string, 'known' | 'unsure'>();
  parsed.set(wire, names);
  return names;
}

/** After a failure Postgres reads no further, so which names it has heard is not known. */
function forget(wire: Wire, statements: readonly Sent[]): void {
  const names = namesOf(wire);
  for (const { name } of statements) if (name) names.set(name, 'unsure');
}

/** Buffers go as bytes, lists of text as an array literal, the rest as text. */
function encode(value: Value): unknown {
  if (value === null || value instanceof Buffer) return value;
  if (!Array.isArray(value)) return String(value);
  return `{${(value as readonly string[]).map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
