import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import {
  errorBody,
  errorStatus,
  invalidSyntax,
  methodNotAllowed,
  notFound,
  ScimError,
  tooLarge,
  unsupportedMediaType,
  urns,
} from '@rollcall/scim';
import { requestIdOf } from '../request-id.ts';
import { write, type Handler } from './call.ts';
import { noContent } from './respond.ts';
import { noEndpoint } from './type-at.ts';

/** Whatever was thrown, as RFC 7644 §3.12 writes it. */
export function scimErrors(log: Logger): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const { status, headers, body } = failureOf(error, log, requestIdOf(res), req.headers.authorization);
    // What is left of a body is read and dropped: who is cut off while sending may never hear the answer.
    req.resume();
    await write(res, { status, headers, body: JSON.stringify(body) });
  };
}

/** The answer to a failure, which is logged. What we do not know is a 500 that tells the request id only. */
export function failureOf(error: unknown, log: Logger, requestId: string, authorization?: string) {
  const known = error instanceof ScimError ? error : fromLibrary(error);
  if (!known) {
    log.error({ err: error, requestId }, 'a SCIM request failed');
    const detail = `Something went wrong on our side and nothing was changed. Tell support this request id: ${requestId}.`;
    return { status: 500, headers: {}, body: { schemas: [urns.error], status: '500', detail } };
  }
  log.info(
    { requestId, code: known.code, detail: known.message, err: known.cause },
    'a SCIM request was refused',
  );
  const headers = headersFor(known, authorization !== undefined);
  return { status: errorStatus[known.code].status, headers, body: errorBody(known) };
}

/** RFC 6750 §3 and RFC 9110 §10.2.3: how to come back. */
function headersFor(error: ScimError, sentToken: boolean): Record<string, string> {
  if (error.code === 'unauthenticated') {
    return { 'WWW-Authenticate': `Bearer realm="SCIM"${sentToken ? ', error="invalid_token"' : ''}` };
  }
  return error.code === 'unavailable' || error.code === 'tooManyRequests' ? { 'Retry-After': '5' } : {};
}

/** Express and its body parser refuse some requests themselves; they mark those with a status of 4xx. */
function fromLibrary(error: unknown): ScimError | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413) return tooLarge(`The body is too large: at most ${mebibytesIn(error)} MiB are read.`);
  if (status === 415)
    return unsupportedMediaType(
      'The body is compressed or in a character set other than UTF-8. Send plain UTF-8.',
    );
  return status === 400
    ? invalidSyntax('The request is cut short or its address cannot be decoded.')
    : undefined;
}

/** The body parser says where it stopped. */
function mebibytesIn(error: unknown): number {
  return error instanceof Error && 'limit' in error ? Math.floor(Number(error.limit) / 2 ** 20) : 0;
}

/** The end of the line for an address that nothing here answers. */
export const noSuchEndpoint: RequestHandler = () => {
  throw notFound(
    'There is no SCIM endpoint at this address. A Base URL looks like https://host/t/<organisation>/scim/v2.',
  );
};

/** RFC 9110 §15.5.6: the address exists, the method does not; OPTIONS is how to ask which do (§9.3.7). */
export function onlyMethods(methods: string): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', `${methods}, OPTIONS`);
    if (req.method === 'OPTIONS') return write(res, noContent());
    throw methodNotAllowed(`${req.method} is not possible here; possible are ${methods}.`);
  };
}

/** RFC 9110 §10.2.1: what a refusal of the method names as possible. */
export function allow(methods: string): RequestHandler {
  return (_req, res, next) => {
    res.setHeader('Allow', `${methods}, OPTIONS`);
    next();
  };
}

/** The same below a Base URL that exists. */
export const noSuchType: Handler = ({ scope }) => {
  throw noEndpoint(scope);
};
