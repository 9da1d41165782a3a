import {
  findPolicy,
  insertPolicy,
  isUuid,
  recordChange,
  storePolicyParts,
  updatePolicy,
  type AccessLevel,
  type PolicyParts,
  type PolicyRow,
  type TenantTransaction,
} from '@rollcall/database';
import { isSame } from '@rollcall/scim';
import { notFound } from '../errors.ts';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { parseNames, withFreeName } from './parse-names.ts';

/** What is left out stays as it is; a new policy is switched on unless said otherwise. */
export type PolicyInput = Readonly<{
  id?: string | undefined;
  name?: string | undefined;
  description?: string | undefined;
  enabled?: boolean | undefined;
  addRoles?: readonly string[] | undefined;
  removeRoles?: readonly string[] | undefined;
  setServices?: readonly Readonly<{ id: string; level: AccessLevel }>[] | undefined;
  removeServices?: readonly string[] | undefined;
}>;

/** The policy is there, or is as given: its roles reach its services, each at its level. Throws `invalidInput`, `notFound`. */
export function savePolicy(scope: Scope, input: PolicyInput, asked: Asked): Promise<Outcome<{ id: string }>> {
  return changeAccess(scope, asked, async (tx) => {
    const before = input.id === undefined ? undefined : await requirePolicy(tx, input.id);
    const parts = partsOf(input);
    const roles = [...(before?.roles ?? []).map(({ id }) => id), ...parts.roles.add];
    const services = [...(before?.services ?? []), ...parts.services.set].map(({ id }) => id);
    return {
      people: { roles },
      services,
      make: () => withFreeName('policy', () => store(tx, scope, input, parts, before)),
    };
  });
}

async function store(
  tx: TenantTransaction,
  scope: Scope,
  input: PolicyInput,
  parts: PolicyParts,
  before: PolicyRow | undefined,
): Promise<{ id: string }> {
  const values = {
    ...parseNames({
      name: input.name ?? before?.name ?? '',
      description: input.description ?? before?.description,
    }),
    enabled: input.enabled ?? before?.enabled ?? true,
  };
  const id = before ? before.id : await insertPolicy(tx, values);
  if (before) await updatePolicy(tx, id, values);
  await storePolicyParts(tx, id, parts);
  const paths = changedPaths(before, await requirePolicy(tx, id));
  if (!before || paths.length > 0) {
    await recordChange(tx, authorOf(scope), {
      resource: { type: 'Policy', id, label: values.name },
      operation: before ? 'update' : 'create',
      paths,
    });
  }
  return { id };
}

/** A creation notes what the policy opens; its name is there, as that of everything created. */
function changedPaths(before: PolicyRow | undefined, after: PolicyRow) {
  const paths = before
    ? (['name', 'description', 'enabled', 'roles', 'services'] as const)
    : (['roles', 'services'] as const);
  const empty = { roles: [], services: [] } as Partial<PolicyRow>;
  return paths
    .map((path) => ({ path, before: told((before ?? empty)[path]), after: told(after[path]) }))
    .filter((each) => !isSame(each.before, each.after));
}

function told(value: PolicyRow[keyof PolicyRow] | undefined): unknown {
  if (!Array.isArray(value)) return value ?? null;
  return (
    value.map((each) => ('level' in each ? `${each.name}: ${each.level}` : each.name)).join(', ') || null
  );
}

function partsOf({ addRoles, removeRoles, setServices, removeServices }: PolicyInput): PolicyParts {
  return {
    roles: { add: (addRoles ?? []).filter(isUuid), remove: (removeRoles ?? []).filter(isUuid) },
    services: {
      set: (setServices ?? []).filter(({ id }) => isUuid(id)),
      remove: (removeServices ?? []).filter(isUuid),
    },
  };
}

/** The policy of that id. Throws `notFound`. */
export async function requirePolicy(tx: TenantTransaction, id: string): Promise<PolicyRow> {
  const policy = isUuid(id) ? await findPolicy(tx, id) : undefined;
  if (!policy) throw notFound('This organisation has no policy with that id.');
  return policy;
}
