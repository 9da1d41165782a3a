import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { recallSecretKey } from './remembered.ts';
import { StartError } from './start-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'rollcall-remembered-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the secret key is 32 random bytes, the same at every start, and only its owner may read it', () => {
  const file = join(folder, 'new', 'secret-key.json');
  const key = recallSecretKey(file);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(recallSecretKey(file)).toBe(key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a damaged file is named', () => {
  const file = join(folder, 'damaged.json');
  writeFileSync(file, '{');
  expect(() => recallSecretKey(file)).toThrow(StartError);
  expect(() => recallSecretKey(file)).toThrow(`${file} cannot be read`);
});
