import { isViolation } from '@rollcall/database';
import { invalidInput } from '../errors.ts';

/** What services, roles and policies have in common, as an admin enters it. */
export type Described = Readonly<{ name: string; description?: string | undefined }>;

/** Name and description without the space around them; `problems` has a sentence for each that cannot be. */
export function parseNames(input: Described, problems: Record<string, string> = {}) {
  const name = input.name.trim().replace(/\s+/g, ' ');
  const description = (input.description ?? '').trim();
  if (name === '' || name.length > 120) problems['name'] = 'Give it a name of 1 to 120 characters.';
  if (description.length > 1000) problems['description'] = 'A description has at most 1000 characters.';
  if (Object.keys(problems).length > 0) throw invalidInput(problems);
  return { name, description };
}

/** What `store` answers. Throws `invalidInput` where the name is taken. */
export async function withFreeName<Result>(
  kind: 'service' | 'role' | 'policy',
  store: () => Promise<Result>,
): Promise<Result> {
  try {
    return await store();
  } catch (error) {
    const constraint = { service: 'services_name_key', role: 'roles_name_key', policy: 'policies_name_key' };
    if (!isViolation(error, constraint[kind])) throw error;
    throw invalidInput({ name: `Another ${kind} here has this name, in whatever case of letters.` });
  }
}

/** The values that differ, as the ledger keeps them. */
export function differences<Values extends object>(before: Partial<Values> | undefined, after: Values) {
  return Object.entries(after)
    .map(([path, value]) => ({
      path,
      before: (before as Record<string, unknown> | undefined)?.[path] ?? null,
      after: value as unknown,
    }))
    .filter(({ before: was, after: is }) => was !== is);
}
