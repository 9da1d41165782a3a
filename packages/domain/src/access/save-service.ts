import {
  findService,
  insertService,
  isUuid,
  recordChange,
  updateService,
  type ServiceValues,
  type TenantTransaction,
} from '@rollcall/database';
import { notFound, type DomainError } from '../errors.ts';
import { authorOf, type Scope } from '../scope.ts';
import { changeAccess, type Asked, type Outcome } from './change-access.ts';
import { differences, parseNames, withFreeName, type Described } from './parse-names.ts';

export type ServiceInput = Described & Readonly<{ id?: string | undefined; address: string }>;

/** The service is there, or is as given. It opens itself to nobody: policies do. Throws `invalidInput`, `notFound`. */
export function saveService(
  scope: Scope,
  input: ServiceInput,
  asked: Asked,
): Promise<Outcome<{ id: string }>> {
  return changeAccess(scope, asked, async (tx) => {
    const values = parseService(input);
    const before = input.id === undefined ? undefined : await requireService(tx, input.id);
    return { people: {}, make: () => withFreeName('service', () => store(tx, scope, before, values)) };
  });
}

async function store(
  tx: TenantTransaction,
  scope: Scope,
  before: ({ id: string } & ServiceValues) | undefined,
  values: ServiceValues,
): Promise<{ id: string }> {
  const paths = differences(before, values);
  if (before && paths.length === 0) return { id: before.id };
  const id = before ? before.id : await insertService(tx, values);
  if (before) await updateService(tx, id, values);
  await recordChange(tx, authorOf(scope), {
    resource: { type: 'Service', id, label: values.name },
    operation: before ? 'update' : 'create',
    paths: before ? paths : [],
  });
  return { id };
}

function parseService(input: ServiceInput): ServiceValues {
  const address = input.address.trim();
  const url = URL.parse(address);
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
  const isLong = address.length > 2000;
  const problems: Record<string, string> =
    isWeb && !isLong && url.username === '' && url.password === ''
      ? {}
      : { address: 'Enter the address people open, such as https://crm.example.com/.' };
  return { ...parseNames(input, problems), address };
}

/** The service of that id. Throws `notFound`. */
export async function requireService(tx: TenantTransaction, id: string) {
  const service = isUuid(id) ? await findService(tx, id) : undefined;
  if (!service) throw noSuchService();
  return service;
}

function noSuchService(): DomainError {
  return notFound('This organisation has no service with that id.');
}
