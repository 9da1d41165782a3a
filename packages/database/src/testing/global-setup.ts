import type { TestProject } from 'vitest/node';
import { makeTemplate } from './template-database.ts';

/** Vitest's global setup: tests of the project may call `testDatabase`; the answer is the teardown. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = await makeTemplate();
  project.provide('rollcallTemplateUrl', template.url);
  return () => template[Symbol.asyncDispose]();
}
