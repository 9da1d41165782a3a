import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { eventTypes } from './event-types.ts';

test('docs/webhooks.md lists every event and what it means', async () => {
  const text = await readFile(new URL('../../../../docs/webhooks.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z]+\.[a-z.]+)` +\| (.+?) +\|$/gm)];
  expect(Object.fromEntries(rows.map(([, type, meaning]) => [type, meaning]))).toEqual(eventTypes);
});
