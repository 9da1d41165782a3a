import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  dialects,
  groupResource,
  parsePatchOp,
  type Resource,
  type ResourceSchema,
  type Rewrite,
  rewrites,
  ScimError,
  userResource,
} from '../src/index.ts';

type Case = Readonly<{ says: string; resource: 'User' | 'Group'; rewrites?: readonly Rewrite[] }>;
type Refusal = Readonly<{ code: string; detail?: string }>;

const samples = new URL('../samples/patch/', import.meta.url);
const resources: Record<Case['resource'], ResourceSchema> = { User: userResource, Group: groupResource };
const fired = new Set<Rewrite>();

for (const dialect of Object.values(dialects)) {
  describe(`PATCH read as ${dialect.name}`, () => {
    for (const name of readdirSync(new URL(dialect.name, samples))) {
      const folder = new URL(`${dialect.name}/${name}/`, samples);
      const sample = readJson<Case>(folder, 'case');
      it(`${sample.says} (${name})`, () => prove(folder, sample, dialect.lenient));
    }
  });
}

describe('the samples', () => {
  it('show every rewrite of the entra dialect', () => {
    expect([...fired].sort()).toEqual(Object.keys(rewrites).sort());
  });
});

function prove(folder: URL, sample: Case, lenient: boolean): void {
  const before = freeze(readJson<Resource>(folder, 'before'));
  const body = freeze(readJson<unknown>(folder, 'patch'));
  const heard = new Set<Rewrite>();
  const options = { lenient, onRewrite: (rewrite: Rewrite) => void heard.add(rewrite) };
  const patch = () => applyPatch(resources[sample.resource], before, parsePatchOp(body, options), options);

  if (readdirSync(folder).includes('error.json')) {
    const refusal = readJson<Refusal>(folder, 'error');
    const error = thrownBy(patch);
    expect(error).toBeInstanceOf(ScimError);
    expect(error).toMatchObject({
      code: refusal.code,
      message: expect.stringContaining(refusal.detail ?? ''),
    });
    return;
  }
  expect(patch()).toStrictEqual(readJson(folder, 'after'));
  expect([...heard].sort()).toEqual([...(sample.rewrites ?? [])].sort());
  for (const rewrite of heard) fired.add(rewrite);
}

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

function readJson<T>(folder: URL, name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as T;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
