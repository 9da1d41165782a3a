import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

type Definition = Readonly<{
  Name: string;
  Environment?: readonly { Name: string; Value: unknown }[];
  Secrets?: readonly { Name: string }[];
}>;

const template = JSON.parse(
  readFileSync(new URL('../../infra/test/snapshots/Rollcall-prod-Service.json', import.meta.url), 'utf8'),
) as { Resources: Record<string, { Type: string; Properties: { ContainerDefinitions?: Definition[] } }> };

export const passwords = { administrator: secret(), owner: secret(), service: secret() };

/**
 * The environment a container has once it is deployed: the names and values of production's template, with addresses of
 * this machine and secrets made up in place of those that only AWS knows. A name that is not known here throws.
 */
export function environmentOf(name: string, here: Readonly<Record<string, string>>): Record<string, string> {
  const definition = Object.values(template.Resources)
    .flatMap(({ Properties }) => Properties.ContainerDefinitions ?? [])
    .find(({ Name }) => Name === name);
  if (!definition) throw new Error(`No task has a container ${name}.`);
  const values = (definition.Environment ?? []).map(
    ({ Name, Value }) => [Name, here[Name] ?? Value] as const,
  );
  const secrets = (definition.Secrets ?? []).map(({ Name }) => [Name, here[Name]] as const);
  for (const [variable, value] of [...values, ...secrets]) {
    if (typeof value !== 'string') throw new Error(`${variable} of ${name} needs a value of this machine.`);
  }
  return Object.fromEntries([...values, ...secrets]) as Record<string, string>;
}

function secret(): string {
  return randomBytes(16).toString('hex');
}
