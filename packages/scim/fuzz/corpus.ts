import { readdirSync, readFileSync } from 'node:fs';

const samples = new URL('../samples/', import.meta.url);

/** What mutations start from: the filters and JSON documents of the samples, and the paths of their PATCHes. */
export type Corpus = Readonly<{
  filters: readonly string[];
  paths: readonly string[];
  patches: readonly unknown[];
  resources: readonly unknown[];
  bodies: readonly unknown[];
}>;

/** The corpus as the samples stand now. */
export function readCorpus(): Corpus {
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).sort();
  const named = (name: string) => files.filter((file) => file.endsWith(`${name}.json`)).map(readJson);
  const patches = named('/patch');
  const cases = readJson('filter/cases.json') as readonly { filter: string }[];
  return {
    filters: cases.map(({ filter }) => filter),
    paths: [...new Set(patches.flatMap(pathsIn))],
    patches,
    resources: named('/before'),
    bodies: [...named('/body'), ...named('/after')],
  };
}

function pathsIn(patch: unknown): string[] {
  const operations = (patch as { Operations?: readonly { path?: unknown }[] }).Operations ?? [];
  return operations.map(({ path }) => path).filter((path) => typeof path === 'string');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, samples), 'utf8'));
}
