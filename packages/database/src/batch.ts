import pg from 'pg';

/** A value that a statement binds. Arrays are of text. */
export type Value = string | number | boolean | null | Buffer | readonly string[];

/**
 * What a batch needs of a statement. `columns` names what its rows have, in order; every value arrives as text or null.
 * Naming them here spares Postgres describing them with every answer.
 */
type Sent = Readonly<{ name?: string; text: string; values: readonly Value[]; columns: readonly string[] }>;

/** A row as it arrives. */
type TextRow = Record<string, string | null>;

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
export function sendBatch(client: pg.ClientBase, statements: readonly Sent[]): Promise<TextRow[][]> {
  return new Promise((resolve, reject) => {
    client.query(new Batch(statements, (error, rows) => (error ? reject(error) : resolve(rows))));
  });
}

/** What pg calls a submittable: it writes its own messages, and pg hands it the answers as they come. */
class Batch implements pg.Submittable {
  readonly #statements: readonly Sent[];
  readonly #rows: TextRow[][];
  #answered = 0;
  #wire: Wire | undefined;
  /** pg calls it as `callback` where it gives a query up itself. */
  callback: (error: Error | null, rows: TextRow[][]) => void;

  constructor(statements: readonly Sent[], done: Batch['callback']) {
    this.#statements = statements;
    this.#rows = statements.map(() => []);
    this.callback = done;
  }

  submit(connection: unknown): null {
    const wire = connection as Wire;
    this.#wire = wire;
    wire.stream.cork();
    for (const statement of this.#statements) send(wire, statement);
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const row: TextRow = {};
    for (const [index, column] of this.#statements[this.#answered]?.columns.entries() ?? [])
      row[column] = fields[index] ?? null;
    this.#rows[this.#answered]?.push(row);
  }

  handleCommandComplete(): void {
    this.#answered++;
  }

  handleError(error: Error): void {
    if (this.#wire) forget(this.#wire, this.#statements);
    this.callback(error, []);
  }

  handleReadyForQuery(): void {
    this.callback(null, this.#rows);
  }
}

function send(wire: Wire, { name = '', text, values }: Sent): void {
  const names = namesOf(wire);
  const state = names.get(name);
  if (state !== 'known') {
    if (state === 'unsure') wire.close({ type: 'S', name });
    wire.parse({ name, text });
    if (name !== '') names.set(name, 'known');
  }
  wire.bind({ portal: '', statement: name, values, valueMapper: encode });
  wire.execute({ portal: '' });
}

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
