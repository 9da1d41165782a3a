import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isObject } from '../mapping/target-path.ts';
import { UsageError } from './options.ts';
import type { SavedDirectory } from '../directory/create-directory.ts';
import type { SavedJob } from '../job/job-state.ts';

/** What one run leaves for the next; the token is never part of it. */
export type SavedRun = { version: 1; base: string; directory: SavedDirectory; job: SavedJob };

/** The run a file holds, `undefined` when there is no such file; throws when it cannot be continued. */
export function readStateFile(path: string, base: string): SavedRun | undefined {
  const text = readText(path);
  if (text === undefined) return undefined;
  const saved = parse(text);
  if (saved === undefined)
    throw new UsageError(`${path} is not a state file of this program; name another with --state.`);
  if (saved.base !== base) {
    throw new UsageError(`${path} belongs to the server ${saved.base}; name another file with --state.`);
  }
  return saved;
}

/** The file holds this value as JSON, completely or not at all. */
export function writeJsonFile(path: string, value: unknown): void {
  const unfinished = `${path}.unfinished`;
  try {
    writeFileSync(unfinished, JSON.stringify(value));
    renameSync(unfinished, path);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UsageError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function parse(text: string): SavedRun | undefined {
  try {
    const saved: unknown = JSON.parse(text);
    return isObject(saved) && saved['version'] === 1 ? (saved as SavedRun) : undefined;
  } catch {
    return undefined;
  }
}
