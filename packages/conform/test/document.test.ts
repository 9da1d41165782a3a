import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findEvidence, inSource } from '../src/document/evidence.ts';
import { renderDocument, unproven } from '../src/document/render.ts';

const root = join(import.meta.dirname, '../../..');

test('every section that binds a service provider has a test', async () => {
  expect(unproven(await findEvidence(root))).toEqual([]);
});

test('docs/conformance.md is what `npx pnpm@12 conformance` writes', async () => {
  const written = readFileSync(join(root, 'docs/conformance.md'), 'utf8');
  expect(written).toBe(renderDocument(await findEvidence(root)));
});

test('a section without a test is named', () => {
  expect(unproven([])).toContain('RFC 7644 §3.5.2.1');
});

test('sections are read from the names of tests and not from comments', () => {
  const section = 'RFC 7644 \u00a73.6';
  const source = [
    `test('a deleted user is gone (${section})', f);`,
    `// 'see ${section}'`,
    `it('${section} gone', f);`,
  ];
  expect(inSource(source.join('\n'), 'a.test.ts')).toEqual([
    { section, title: 'a deleted user is gone', from: 'a.test.ts' },
    { section, title: 'gone', from: 'a.test.ts' },
  ]);
});
