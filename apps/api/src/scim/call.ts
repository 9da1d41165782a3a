import type { Request, RequestHandler, Response } from 'express';
import { openScimScope, withCurrentRules, type ScimDoor, type ScimScope } from '@rollcall/domain';
import { limits, type Dialect } from '@rollcall/scim';
import { requestIdOf } from '../request-id.ts';
import type { ActivityRecorder } from './activity.ts';
import { bodyReader } from './body.ts';
import { codingFor, compress } from './compress.ts';
import { answerType, requireAcceptable } from './media-type.ts';
import { parseQuery, type ScimQuery } from './query.ts';

/** All that is known of a request, gathered before its handler runs and frozen. */
export type Call = Readonly<{
  scope: ScimScope;
  params: Readonly<Record<string, string>>;
  query: ScimQuery;
  body: unknown;
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
}>;

/** What a handler answers; it never touches the response itself. */
export type Reply = Readonly<{ status: number; headers?: Readonly<Record<string, string>>; body?: string }>;

export type Handler = (call: Call) => Promise<Reply> | Reply;

/** What the SCIM door needs to answer. */
export type ScimDeps = Readonly<{ door: ScimDoor; activity: ActivityRecorder }>;

/** How a route reads a request, where it is not the usual way. */
type Reading = Readonly<{
  /** What the query of the address asks for. */
  query?: (url: string, dialect: Dialect) => ScimQuery;
  /** The most bytes a body may have. */
  bodyBytes?: number;
}>;

/**
 * The steps of every SCIM request in their order: token inside the tenant, then the body, then the handler, then the
 * response. A stranger is refused before a byte of the body is read.
 */
export function reply(deps: ScimDeps, handler: Handler, reading: Reading = {}): RequestHandler {
  const { query = parseQuery, bodyBytes = limits.bodyBytes } = reading;
  const readBody = bodyReader(bodyBytes);
  return async (req, res) => {
    const scope = await openScimScope(deps.door, {
      tenantKey: String(req.params['tenant']),
      token: bearerToken(req),
      requestId: requestIdOf(res),
    });
    res.locals['tenant'] = scope.tenant;
    deps.activity.watch(scope, req, res);
    requireAcceptable(req.headers.accept);
    const sent = {
      params: req.params as Record<string, string>,
      body: await readBody(req, res),
      ifMatch: req.headers['if-match'],
      ifNoneMatch: req.headers['if-none-match'],
    };
    const answer = await withCurrentRules(scope, async (current) =>
      handler(Object.freeze({ ...sent, scope: current, query: query(req.url, current.dialect) })),
    );
    await write(res, answer);
  };
}

/** The response carries the reply, in the media type and coding that the client likes best. */
export async function write(res: Response, { status, headers, body }: Reply): Promise<void> {
  const { accept, 'accept-encoding': acceptEncoding } = res.req.headers;
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value);
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Vary', 'Accept, Accept-Encoding');
  if (body === undefined) return void res.end();
  res.setHeader('Content-Type', `${answerType(accept) ?? 'application/scim+json'}; charset=utf-8`);
  const length = Buffer.byteLength(body);
  const coding = codingFor(acceptEncoding, length);
  if (!coding) return void res.setHeader('Content-Length', length).end(body);
  const bytes = await compress(coding, Buffer.from(body));
  res.setHeader('Content-Encoding', coding).setHeader('Content-Length', bytes.length).end(bytes);
}

/** RFC 6750 §2.1; the scheme compares in any case of letters. */
function bearerToken(req: Request): string | undefined {
  return /^bearer +([\x21-\x7e]{1,4096}) *$/i.exec(req.headers.authorization ?? '')?.[1];
}
