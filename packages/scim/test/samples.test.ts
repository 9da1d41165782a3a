import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  dialects,
  groupResource,
  type Leniency,
  normaliseResource,
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
type Reading = (folder: URL, schema: ResourceSchema, options: Leniency) => Resource;

const samples = new URL('../samples/', import.meta.url);
const resources: Record<Case['resource'], ResourceSchema> = { User: userResource, Group: groupResource };
const shown = new Map(Object.values(dialects).map(({ name }) => [name as string, new Set<Rewrite>()]));

const readings: Record<'patch' | 'body', Reading> = {
  patch: (folder, schema, options) => {
    const before = freeze(readJson<Resource>(folder, 'before'));
    const body = freeze(readJson<unknown>(folder, 'patch'));
    return applyPatch(schema, before, parsePatchOp(body, options), options);
  },
  body: (folder, schema, options) => normaliseResource(schema, freeze(readJson(folder, 'body')), options),
};

for (const [kind, reading] of Object.entries(readings)) {
  for (const dialect of Object.values(dialects)) {
    const folders = new URL(`${kind}/${dialect.name}/`, samples);
    describe(`a ${kind === 'patch' ? 'PATCH' : 'POST or PUT'} read as ${dialect.name}`, () => {
      for (const name of readdirSync(folders)) {
        const folder = new URL(`${name}/`, folders);
        const sample = readJson<Case>(folder, 'case');
        it(`${sample.says} (${name})`, () => prove(folder, sample, dialect, reading));
      }
    });
  }
}

describe('the samples', () => {
  for (const { name, forgives } of Object.values(dialects)) {
    it(`show every rewrite of the ${name} dialect`, () => {
      expect([...(shown.get(name) ?? [])].sort()).toEqual([...forgives].sort());
    });
  }

  it('leave no rewrite to nobody', () => {
    const forgiven = new Set(Object.values(dialects).flatMap((dialect) => [...dialect.forgives]));
    expect([...forgiven].sort()).toEqual(Object.keys(rewrites).sort());
  });
});

function prove(
  folder: URL,
  sample: Case,
  dialect: (typeof dialects)[keyof typeof dialects],
  reading: Reading,
) {
  const heard = new Set<Rewrite>();
  const options = { ...dialect, onRewrite: (rewrite: Rewrite) => void heard.add(rewrite) };
  const read = () => reading(folder, resources[sample.resource], options);

  if (existsSync(new URL('error.json', folder))) {
    const refusal = readJson<Refusal>(folder, 'error');
    const error = thrownBy(read);
    expect(error).toBeInstanceOf(ScimError);
    expect(error).toMatchObject({
      code: refusal.code,
      message: expect.stringContaining(refusal.detail ?? ''),
    });
    return;
  }
  expect(read()).toStrictEqual(readJson(folder, 'after'));
  expect([...heard].sort()).toEqual([...(sample.rewrites ?? [])].sort());
  for (const rewrite of heard) shown.get(dialect.name)?.add(rewrite);
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
