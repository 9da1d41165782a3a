import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './start-error.ts';

/** What the file says, or undefined when there is none. */
export function recall<T>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch (cause) {
    throw new StartError(`${file} cannot be read: remove it and start again.`, { cause });
  }
}

/** The file says `value`, and only its owner may read it. */
export function remember(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}

/** The key of this checkout in base64: the same at every start, or secrets at rest could not be opened again. */
export function recallSecretKey(file: string): string {
  const known = recall<string>(file);
  if (known !== undefined) return known;
  const key = randomBytes(32).toString('base64');
  remember(file, key);
  return key;
}
