import fc from 'fast-check';
import { urns } from './scim-client.ts';

/** A request below a Base URL; `id` is one of those given, or nonsense. */
export type AnyRequest = Readonly<{
  method: string;
  path: string;
  body: string | undefined;
  headers: Readonly<Record<string, string>>;
}>;

const one = <T>(...values: T[]) => fc.constantFrom(...values);
const often = <T>(likely: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: likely }, { weight: 1, arbitrary: rare });
const nonsense = fc.string({ unit: 'binary', maxLength: 20 });

const names = one(
  ...[
    'userName',
    'displayName',
    'externalId',
    'active',
    'title',
    'name',
    'name.givenName',
    'emails',
    'members',
  ],
  ...[
    'emails.value',
    'emails[type eq "work"]',
    'emails[type eq "work"].value',
    'roles[primary eq "True"].value',
  ],
  ...[
    'members[value eq "x"]',
    'members.value',
    'groups',
    'id',
    'schemas',
    'meta',
    'meta.version',
    'password',
  ],
  ...[
    'manager',
    `${urns.enterprise}:manager`,
    `${urns.enterprise}:manager.value`,
    urns.enterprise,
    urns.user,
  ],
  ...[
    'urn:example:badge:2.0:User:colour',
    'urn:x',
    'constructor',
    '__proto__',
    'toString',
    '$ref',
    'a.b.c',
    '[',
  ],
);
const text = one(
  '',
  'Kai',
  'kai@example.com',
  '\u0000',
  '\ud800',
  '😀',
  'True',
  'null',
  '1e400',
  '%',
  "'",
  '"',
  '\\',
);
const nested = (most: number, open: string, close: string) =>
  fc.integer({ min: 1, max: most }).map((depth) => `${open.repeat(depth)}${close.repeat(depth)}`);

/** JSON text, so that it can hold what no JavaScript value can. */
const value: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: often(text, nonsense).map((each) => JSON.stringify(each)) },
  {
    weight: 2,
    arbitrary: one('1', '-0', '1e400', '12345678901234567890', 'true', 'null', '[]', '{}', '""', '[[]]'),
  },
  {
    weight: 2,
    arbitrary: text.map((each) => JSON.stringify([{ value: each, type: 'work', primary: 'True' }])),
  },
  {
    weight: 1,
    arbitrary: text.map((each) => JSON.stringify({ value: each, [each]: [each], primary: true })),
  },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
  { weight: 1, arbitrary: nested(3000, '[', ']') },
);
const entry = fc.tuple(often(names, nonsense), value).map(([key, json]) => `${JSON.stringify(key)}:${json}`);
/** Only some dialects forgive a body that lists the wrong schema, or one too many. */
const schemas = [[urns.user], [urns.group], [urns.user, 'urn:scim:schemas:core:1.0'], []].map(
  (listed) => `"schemas":${JSON.stringify(listed)}`,
);
const object = fc.array(entry, { maxLength: 5 }).map((entries) => `{${entries.join()}}`);
const named = fc
  .tuple(one(...schemas), fc.nat(500), fc.array(entry, { maxLength: 3 }))
  .map(([urn, n, entries]) => `{${[urn, `"userName":"u${n}"`, `"displayName":"g${n}"`, ...entries].join()}}`);

const operation = fc
  .tuple(
    often(one('add', 'Replace', 'REMOVE'), nonsense),
    fc.option(often(names, nonsense)),
    fc.oneof(value, object),
  )
  .map(([op, path, json]) => `{"op":${JSON.stringify(op)},"path":${JSON.stringify(path)},"value":${json}}`);
const patch = fc
  .array(operation, { maxLength: 4 })
  .map((operations) => `{"schemas":["${urns.patchOp}"],"Operations":[${operations.join()}]}`);
const body = fc.oneof(
  { weight: 4, arbitrary: patch },
  { weight: 4, arbitrary: named },
  { weight: 1, arbitrary: object },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: nonsense },
);

const operator = one('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'xx');
const literal = often(text, nonsense).map((each) => JSON.stringify(each));
const comparison = fc
  .tuple(names, operator, fc.oneof(literal, one('1', 'true', 'null', 'kai'), nonsense))
  .map((words) => words.join(' '));
const filter = fc.oneof(
  comparison,
  fc.tuple(comparison, one('and', 'or', '&&'), comparison).map((words) => words.join(' ')),
  comparison.map((inner) => `not (${inner})`),
  fc.tuple(names, comparison).map(([name, inner]) => `${name}[${inner}]`),
  nested(300, '(', ')'),
);
const parameter = fc.oneof(
  { weight: 4, arbitrary: filter.map((each) => `filter=${encoded(each)}`) },
  fc
    .tuple(one('sortBy', 'attributes', 'excludedAttributes'), often(names, nonsense))
    .map(([name, each]) => `${name}=${encoded(each)}`),
  fc
    .tuple(one('count', 'startIndex'), one('0', '-1', '1', '1e9', '999999999', 'NaN', ''))
    .map((pair) => pair.join('=')),
  one('aadOptscim062020', '%', '&&', 'sortOrder=descending', 'filter=%00', 'cursor'),
);

/** A SearchRequest (RFC 7644 §3.4.3): the parameters of a query as JSON, any of them of any type. */
const searchEntry = fc.oneof(
  { weight: 4, arbitrary: filter.map((each) => `"filter":${JSON.stringify(each.toWellFormed())}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(one('attributes', 'excludedAttributes'), often(names, nonsense))
      .map(([name, each]) => `"${name}":[${JSON.stringify(each)}]`),
  },
  fc
    .tuple(one('sortBy', 'sortOrder', 'count', 'startIndex', 'cursor', 'filter'), value)
    .map(([name, json]) => `"${name}":${json}`),
);
const search = fc
  .array(searchEntry, { maxLength: 3 })
  .map((entries) => `{${[`"schemas":["${urns.searchRequest}"]`, ...entries].join()}}`);

const headers = fc.record(
  {
    'If-Match': one('*', 'W/"1"', '"', 'W/"999"'),
    'If-None-Match': one('*', 'W/"1"', ','),
    'X-Request-Id': one('request-0001', '"', '../'),
    'Content-Type': often(one('application/json', 'application/scim+json; charset=utf-8'), one('text/plain')),
  },
  { requiredKeys: [] },
);

/** Any request: what a client might send if every part of it were drawn from a hat. */
export function anyRequest(ids: readonly string[]): fc.Arbitrary<AnyRequest> {
  const id = often(one(...ids), often(one('nobody', '%', '..', '%00'), nonsense.map(encoded)));
  const onOne = fc.tuple(one('GET', 'PUT', 'PATCH', 'PATCH', 'DELETE', 'HEAD'), one('Users', 'Groups'), id);
  const onAll = fc.tuple(one('GET', 'POST', 'POST'), one('Users', 'Groups'), fc.constant(null));
  const odd = fc.tuple(
    one('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
    one('Users', 'Groups', 'Schemas', 'ResourceTypes', 'Me', 'Bulk', '.search', 'Users/', '%55sers', ''),
    fc.option(id),
  );
  const onBulk = fc.tuple(fc.constant('POST'), fc.constant('Bulk'), fc.constant(null));
  const onSearch = fc.tuple(
    fc.constant('POST'),
    one('.search', 'Users/.search', 'Groups/.search'),
    fc.constant(null),
  );
  return fc
    .record({
      target: fc.oneof(
        { weight: 4, arbitrary: onOne },
        { weight: 4, arbitrary: onAll },
        { weight: 2, arbitrary: onBulk },
        { weight: 2, arbitrary: onSearch },
        { weight: 1, arbitrary: odd },
      ),
      bulk: often(bulkOf(ids), body),
      search: often(search, body),
      query: fc.array(parameter, { maxLength: 2 }),
      hasQuery: fc.nat(3),
      body: fc.option(body, { freq: 20, nil: undefined }),
      headers,
      hasHeaders: fc.nat(3),
    })
    .map(({ target: [method, type, id], query, headers, ...has }) => {
      const isWrite = ['POST', 'PUT', 'PATCH'].includes(method);
      // Most writes are refused for their body, and should not be for something else before.
      const search = query.length > 0 && (!isWrite || has.hasQuery === 0) ? `?${query.join('&')}` : '';
      return {
        method,
        path: `/${type}${id === null ? '' : `/${id}`}${search}`,
        body: isWrite ? bodyFor(type, has) : undefined,
        headers: has.hasHeaders === 0 ? headers : {},
      };
    });
}

/** A BulkRequest (RFC 7644 §3.7). Nothing that is named elsewhere is deleted by it. */
function bulkOf(ids: readonly string[]): fc.Arbitrary<string> {
  const bulkId = one('a', 'b', 'c', '', 'bulkId:a');
  const onOne = fc.tuple(
    one('PUT', 'PATCH', 'patch'),
    one('Users', 'Groups', 'Nothing'),
    one(...ids, 'nobody', 'bulkId:a', '..'),
  );
  const target = fc.oneof(
    onOne.map(([method, type, id]) => `"method":"${method}","path":"/${type}/${id}"`),
    one('Users', 'Groups', 'Bulk', '.search').map((type) => `"method":"POST","path":"/${type}"`),
    one('Users/nobody', 'Groups/bulkId:b', '').map((path) => `"method":"DELETE","path":"/${path}"`),
  );
  const member = one('a', 'b', 'z').map(
    (id) => `{"displayName":"b-${id}","members":[{"value":"bulkId:${id}"}]}`,
  );
  const operation = fc
    .tuple(target, often(bulkId, nonsense), fc.oneof(patch, named, member, value))
    .map(([where, id, data]) => `{${where},"bulkId":${JSON.stringify(id)},"data":${data}}`);
  return fc
    .tuple(fc.array(operation, { maxLength: 4 }), often(one('1', '2'), value))
    .map(
      ([operations, failOnErrors]) =>
        `{"schemas":["${urns.bulkRequest}"],"failOnErrors":${failOnErrors},"Operations":[${operations.join()}]}`,
    );
}

function bodyFor(
  type: string,
  drawn: Readonly<{ body: string | undefined; bulk: string; search: string }>,
): string | undefined {
  if (type === 'Bulk') return drawn.bulk;
  return type.endsWith('.search') ? drawn.search : drawn.body;
}

function encoded(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
