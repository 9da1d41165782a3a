import type { Client } from '../http/client.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import { urns } from '../urns.ts';

export type Discovery = Readonly<{
  /** The document of /ServiceProviderConfig; empty where there is none. */
  config: Json;
  features: ReadonlySet<string>;
  /** Endpoints, such as `/Users`. */
  types: Readonly<{ User: string; Group: string | undefined }>;
  /** Lower-case paths of attributes; undefined where the schema cannot be read. */
  attributes: Readonly<{
    User: ReadonlySet<string> | undefined;
    Enterprise: ReadonlySet<string> | undefined;
  }>;
  /** Attributes that a User must have besides userName, as their schema describes them. */
  required: readonly Json[];
}>;

/** The runner cannot even begin; the message says what to change. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** What the server says of itself (RFC 7644 §4). What it does not say is taken as the RFC's own. */
export async function discover(send: Client, options: { usersOnly: boolean }): Promise<Discovery> {
  const config = await send('GET', '/ServiceProviderConfig').catch((error: unknown) => {
    throw new CannotRun(`The server cannot be reached: ${reasonOf(error)}. Check --base-url.`);
  });
  await refuseStranger(send, config);
  const types = resourcesOf(await send('GET', '/ResourceTypes'));
  const schemas = resourcesOf(await send('GET', '/Schemas'));
  const userType = types.find(({ schema }) => same(schema, urns.user));
  const groupType = types.find(({ schema }) => same(schema, urns.group));
  const user = schemas.find(({ id }) => same(id, urns.user));
  const enterprise = schemas.find(({ id }) => same(id, urns.enterprise));
  const group = types.length > 0 ? groupType?.endpoint : '/Groups';
  return {
    config: config.status === 200 && config.body ? config.body : {},
    features: new Set([...advertised(config.body), ...(await offersSearch(send))]),
    types: { User: userType?.endpoint ?? '/Users', Group: options.usersOnly ? undefined : group },
    attributes: {
      User: user && pathsOf(user.attributes),
      Enterprise: enterprise && pathsOf(enterprise.attributes),
    },
    required: (user?.attributes ?? []).filter(
      (each: Json) => each.required && each.mutability !== 'readOnly' && !same(each.name, 'userName'),
    ),
  };
}

async function refuseStranger(send: Client, config: Answer): Promise<void> {
  const users = await send('GET', '/Users?count=1');
  if (users.status === 401 || users.status === 403)
    throw new CannotRun(`The server refused the token with ${users.status}. Check --token.`);
  if (config.status !== 200 && users.status === 404)
    throw new CannotRun(
      'Neither /ServiceProviderConfig nor /Users is there. --base-url must be the SCIM base.',
    );
}

function advertised(config: Json): string[] {
  const features = ['patch', 'bulk', 'filter', 'sort', 'etag'].filter(
    (name) => config?.[name]?.supported === true,
  );
  const { cursor, index } = config?.pagination ?? {};
  return [...features, ...(cursor === true ? ['cursor'] : []), ...(index === false ? [] : ['index'])];
}

/** Searching by POST is not advertised anywhere, so it is asked for. */
async function offersSearch(send: Client): Promise<string[]> {
  const { status } = await send('POST', '/Users/.search', { body: { schemas: [urns.search], count: 1 } });
  return [404, 405, 501].includes(status) ? [] : ['search'];
}

const resourcesOf = ({ status, body }: Answer): Json[] =>
  status === 200 && Array.isArray(body?.Resources) ? body.Resources : [];

function pathsOf(attributes: Json[] = [], above = ''): ReadonlySet<string> {
  const paths = attributes.flatMap(({ name, subAttributes }) => {
    const path = `${above}${String(name).toLowerCase()}`;
    return [path, ...pathsOf(subAttributes, `${path}.`)];
  });
  return new Set(paths);
}

const same = (left: unknown, right: string) => String(left).toLowerCase() === right.toLowerCase();

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
