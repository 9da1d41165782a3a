import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ofType, templatesOf } from './synthesise.ts';

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const anchors = new Set([...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));
const prod = templatesOf('prod');
const described = [
  ...['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'].flatMap((type) =>
    ofType(prod, type).map(([id, each]) => [id, each.Properties['AlarmDescription'] as string] as const),
  ),
  ...ofType(prod, 'AWS::Events::Rule').map(
    ([id, each]) => [id, each.Properties['Description'] as string] as const,
  ),
];

test.for(described)('the heading that %s names is in the runbook', ([, description]) => {
  const [, anchor = 'no heading is named'] = /docs\/runbook\.md#(\S+)$/.exec(description) ?? [];
  expect([...anchors]).toContain(anchor);
});

test('every alarm in the runbook can go off', () => {
  const [, section = ''] = /^## Alarms\n(.*?)^## /ms.exec(runbook) ?? [];
  const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
  const named = new Set(described.map(([, description]) => description.split('#').at(-1)));
  expect(headings.filter((heading) => !named.has(heading))).toEqual([]);
});

test('links inside the runbook lead somewhere', () => {
  const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);
  expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
});

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
