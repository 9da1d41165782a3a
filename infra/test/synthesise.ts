import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { stages } from '../src/config.ts';
import { createApp } from '../src/create-app.ts';

/** Templates are read as they come; that the expectations hold is the proof of their type. */
export type Json = ReturnType<typeof JSON.parse>;

export type Resource = {
  Type: string;
  Properties: Record<string, Json>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string[];
};
export type Templates = { data: Template; service: Template; resources: Record<string, Resource> };

const app = createApp(stages, 'a-release', mkdtempSync(join(tmpdir(), 'rollcall-synth-')));

/** Every stack of every stage, as it would be deployed. Built once, since it takes seconds. */
export const stacks = app.node.children.filter((child) => Stack.isStack(child));

/** The templates of one stage. */
export function templatesOf(stage: string): Templates {
  const [data, service] = ['Data', 'Service'].map((name) => {
    const stack = stacks.find(({ stackName }) => stackName === `Rollcall-${stage}-${name}`);
    if (!stack) throw new Error(`There is no stage ${stage}.`);
    return Template.fromStack(stack);
  }) as [Template, Template];
  return { data, service, resources: { ...data.toJSON()['Resources'], ...service.toJSON()['Resources'] } };
}

/** Every resource of a type, by its logical id. */
export function ofType({ resources }: Templates, type: string): [string, Resource][] {
  return Object.entries(resources).filter(([, resource]) => resource.Type === type);
}
