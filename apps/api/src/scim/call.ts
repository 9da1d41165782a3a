import type { Request, RequestHandler, Response } from 'express';
import { openScimScope, type ScimDoor, type ScimScope } from '@rollcall/domain';
import { requestIdOf } from '../request-id.ts';
import type { ActivityRecorder } from './activity.ts';
import { readBody } from './body.ts';
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

/**
 * The steps of every SCIM request in their order: token inside the tenant, then the body, then the handler, then the
 * response. A stranger is refused before a byte of the body is read.
 */
export function reply(deps: ScimDeps, handler: Handler): RequestHandler {
  return async (req, res) => {
    const scope = await openScimScope(deps.door, {
      tenantKey: String(req.params['tenant']),
      token: bearerToken(req),
      requestId: requestIdOf(res),
    });
    deps.activity.watch(scope, req, res);
    const call: Call = Object.freeze({
      scope,
      params: req.params as Record<string, string>,
      query: parseQuery(req.url),
      body: await readBody(req, res),
      ifMatch: req.headers['if-match'],
      ifNoneMatch: req.headers['if-none-match'],
    });
    write(res, await handler(call));
  };
}

/** The response carries the reply, always as SCIM's media type (RFC 7644 §3.1). */
export function write(res: Response, { status, headers, body }: Reply): void {
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value);
  res.setHeader('Cache-Control', 'no-store');
  if (body === undefined) return void res.end();
  res.setHeader('Content-Type', 'application/scim+json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.end(body);
}

/** RFC 6750 §2.1; the scheme compares in any case of letters. */
function bearerToken(req: Request): string | undefined {
  return /^bearer +([\x21-\x7e]{1,4096}) *$/i.exec(req.headers.authorization ?? '')?.[1];
}
