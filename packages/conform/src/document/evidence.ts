import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { checks } from '../checks/all.ts';

/** A test, sample or check that names a section. `from` is a path below the root of the repository. */
export type Evidence = Readonly<{ section: string; title: string; from: string }>;

const sources = [
  '{apps,packages}/*/{src,test}/**/*.test.ts',
  'packages/scim/samples/**/{case,cases}.json',
  'apps/api/test/scim/transcripts/**/*.{ts,json}',
];
const literal = /(['"`])((?:\\.|(?!\1)[^\\\n])*?RFC \d{4} §(?:\\.|(?!\1)[^\\\n])*)\1/g;
const reference = /RFC \d{4} §\d+(?:\.\d+)*/g;

/** Everything in the repository that names a section in what it says, in a stable order. */
export async function findEvidence(root: string): Promise<readonly Evidence[]> {
  const files: string[] = [];
  for await (const file of glob(sources, { cwd: root, exclude: (name) => name.includes('node_modules') })) {
    files.push(file.replaceAll('\\', '/'));
  }
  const fromTests = files.sort().flatMap((from) => inSource(readFileSync(join(root, from), 'utf8'), from));
  const fromChecks = checks.map(({ section, title }) => ({
    section,
    title,
    from: 'packages/conform/src/checks',
  }));
  return [...fromTests, ...fromChecks];
}

/** What a source says in quotes outside its comments. */
export function inSource(source: string, from: string): Evidence[] {
  const code = source.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  const found = [...code.matchAll(literal)].flatMap(([, , text = '']) =>
    [...new Set(text.match(reference))].map((section) => ({ section, title: titleOf(text), from })),
  );
  return found.filter(
    (each, index) =>
      found.findIndex(({ section, title }) => section === each.section && title === each.title) === index,
  );
}

/** What is said, without the sections. */
const titleOf = (text: string): string =>
  text
    .replace(/\s*\((?:RFC \d{4} §[\d., §and]+)+\)/g, '')
    .replace(/^RFC \d{4} §[\d.]*\d:?\s+/, '')
    .replaceAll('\\', '')
    .trim();
