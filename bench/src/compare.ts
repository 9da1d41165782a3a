import { fire, type Pace } from './load.ts';
import { operations, type Operation, type World } from './operations.ts';

/** One operation on both sides: the medians over the rounds, and the product's share of the floor's pace. */
export type Row = Readonly<{
  name: string;
  product: Pace;
  floor: Pace;
  ratio: number;
  lowest: number;
  highest: number;
}>;

type Worlds = Readonly<{ product: World; floor: World }>;
type Options = Readonly<{
  count: number;
  rounds: number;
  concurrency: number;
  only: string;
  onStep: (step: string) => void;
}>;

/** Each operation is measured on both sides in turn, round after round, so that a noisy minute falls on both. */
export async function compare(worlds: Worlds, options: Options): Promise<Row[]> {
  const rows: Row[] = [];
  for (const operation of operations.filter(({ name }) => name.includes(options.only))) {
    options.onStep(operation.name);
    rows.push(await measure(operation, worlds, options));
  }
  return rows;
}

async function measure(
  operation: Operation,
  worlds: Worlds,
  { count, rounds, concurrency }: Options,
): Promise<Row> {
  const run = (world: World, shots: number) => fire(operation.shots(world, shots), concurrency);
  // Unmeasured: plans are made, connections opened and code compiled.
  for (const world of [worlds.floor, worlds.product]) await run(world, Math.ceil(count / 2));
  const pairs: { product: Pace; floor: Pace }[] = [];
  for (let round = 0; round < rounds; round++) {
    const floor = await run(worlds.floor, count);
    const product = await run(worlds.product, count);
    pairs.push({ product, floor });
  }
  pairs.sort((a, b) => ratioOf(a) - ratioOf(b));
  const middle = pairs[Math.floor(pairs.length / 2)]!;
  const { name } = operation;
  return {
    name,
    ...middle,
    ratio: ratioOf(middle),
    lowest: ratioOf(pairs[0]!),
    highest: ratioOf(pairs.at(-1)!),
  };
}

const ratioOf = ({ product, floor }: { product: Pace; floor: Pace }) => product.perSecond / floor.perSecond;

/** The rows as a Markdown table. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ name, product, floor, ratio, lowest, highest }) =>
      `| ${name} | ${ratio.toFixed(2)} | ${lowest.toFixed(2)}–${highest.toFixed(2)} | ${Math.round(product.perSecond)} | ${Math.round(floor.perSecond)} | ` +
      `${product.medianMs.toFixed(1)} / ${product.p99Ms.toFixed(1)} | ${floor.medianMs.toFixed(1)} / ${floor.p99Ms.toFixed(1)} |`,
  );
  return [
    '| Operation | Product : floor | Lowest–highest | Product/s | Floor/s | Product ms (median / p99) | Floor ms (median / p99) |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...lines,
  ].join('\n');
}
