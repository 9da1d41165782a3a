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
} from '@rollcall/scim';
import { requestIdOf } from '../request-id.ts';
import { write, type Handler } from './call.ts';

/** Whatever was thrown, as RFC 7644 §3.12 writes it. What we do not know is a 500 that tells the request id only. */
export function scimErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const known = error instanceof ScimError ? error : fromLibrary(error);
    const requestId = requestIdOf(res);
    if (!known) {
      log.error({ err: error, requestId }, 'a SCIM request failed');
      const detail = `Something went wrong on our side and nothing was changed. Tell support this request id: ${requestId}.`;
      return write(res, {
        status: 500,
        body: JSON.stringify({ schemas: [errorUrn], status: '500', detail }),
      });
    }
    // What is left of a body is read and dropped: who is cut off while sending may never hear the answer.
    req.resume();
    log.info(
      { requestId, code: known.code, detail: known.message, err: known.cause },
      'a SCIM request was refused',
    );
    write(res, {
      status: errorStatus[known.code].status,
      headers: headersFor(known, req.headers.authorization !== undefined),
      body: JSON.stringify(errorBody(known)),
    });
  };
}

const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error';

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
  if (status === 413) return tooLarge('The body is too large: at most 4 MiB are read.');
  if (status === 415)
    return unsupportedMediaType(
      'The body is compressed or in a character set other than UTF-8. Send plain UTF-8.',
    );
  return status === 400
    ? invalidSyntax('The request is cut short or its address cannot be decoded.')
    : undefined;
}

/** The end of the line for an address that nothing here answers. */
export const noSuchEndpoint: RequestHandler = () => {
  throw notFound(
    'There is no SCIM endpoint at this address. A Base URL looks like https://host/t/<organisation>/scim/v2.',
  );
};

/** RFC 9110 §15.5.6: the address exists, the method does not. */
export function onlyMethods(allow: string): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', allow);
    throw methodNotAllowed(`${req.method} is not possible here; possible are ${allow}.`);
  };
}

/** The same below a Base URL that exists. */
export const noSuchType: Handler = () => {
  throw notFound(
    'There is no such endpoint here. Users, Groups, Schemas, ResourceTypes and ServiceProviderConfig are.',
  );
};
