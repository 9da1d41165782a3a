import { bySection } from '../report/table.ts';
import type { Evidence } from './evidence.ts';
import { provenElsewhere, sections } from './sections.ts';

/** The sections of the list that nothing proves. */
export const unproven = (evidence: readonly Evidence[]): string[] =>
  Object.keys(sections).filter((section) => !evidence.some((each) => each.section === section));

/** docs/conformance.md: each section that binds a service provider, and what proves it. */
export function renderDocument(evidence: readonly Evidence[]): string {
  const all: Readonly<Record<string, string | undefined>> = sections;
  const named = [...new Set([...Object.keys(sections), ...evidence.map(({ section }) => section)])].sort(
    bySection,
  );
  const chapters = named.map((section) => {
    const proofs = evidence.filter((each) => each.section === section);
    const subject = all[section];
    return [`## ${section}${subject ? `: ${subject}` : ''}`, '', ...lines(proofs)].join('\n');
  });
  const elsewhere = Object.entries(provenElsewhere).map(([section, why]) => `- ${section}: ${why}`);
  return [
    '# Conformance',
    '',
    'Which test proves which section of [RFC 7643](https://www.rfc-editor.org/rfc/rfc7643),',
    '[RFC 7644](https://www.rfc-editor.org/rfc/rfc7644) and [RFC 9865](https://www.rfc-editor.org/rfc/rfc9865). Written by',
    '`npx pnpm@12 conformance` from the names of tests, samples and checks; a test fails when a section has none, or when',
    'this page is not what the script would write. The checks run against any server: `npx pnpm@12 conform --help`.',
    '',
    ...chapters.flatMap((chapter) => [chapter, '']),
    '## Proven elsewhere',
    '',
    ...elsewhere,
    '',
  ].join('\n');
}

/** One line for each file, then what it says. */
function lines(proofs: readonly Evidence[]): string[] {
  const files = [...new Set(proofs.map(({ from }) => from))];
  return files.flatMap((from) => [
    `- [${from}](../${from})`,
    ...proofs.filter((each) => each.from === from).map(({ title }) => `  - ${escaped(title)}`),
  ]);
}

/** Text that Markdown takes as text. */
const escaped = (text: string) => text.replace(/[*_[\]<>`$|]/g, (sign) => `\\${sign}`);
