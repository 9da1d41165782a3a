import express, { type Request, type Response } from 'express';
import { invalidSyntax, unsupportedMediaType } from '@rollcall/scim';

/** A reader of bodies of at most `limit` bytes. */
export function bodyReader(limit: number) {
  const raw = express.raw({ type: () => true, limit, inflate: false });
  /** The request's body as JSON; undefined where the method has none. Throws `unsupportedMediaType`, `invalidSyntax`, `tooLarge`. */
  return async (req: Request, res: Response): Promise<unknown> => {
    if (req.method !== 'POST' && req.method !== 'PUT' && req.method !== 'PATCH') return undefined;
    requireJson(req.headers['content-type']);
    await new Promise<void>((resolve, reject) => {
      raw(req, res, (error?: Error) => (error ? reject(error) : resolve()));
    });
    return parseJson(req.body as Buffer | undefined);
  };
}

/** RFC 7644 §3.1: SCIM's media type, or plain JSON; clients that name none mean it. */
function requireJson(contentType: string | undefined): void {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (!mediaType || mediaType === 'application/scim+json' || mediaType === 'application/json') return;
  throw unsupportedMediaType('Send the body as application/scim+json.');
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(body: Buffer | undefined): unknown {
  if (!body?.length) throw invalidSyntax('The request has no body. Send a JSON object.');
  return parsed(decoded(body));
}

function decoded(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch (cause) {
    throw invalidSyntax('The body is not valid UTF-8.', { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidSyntax(`The body is not valid JSON${positionIn(cause)}.`, { cause });
  }
}

/** V8 says where the text breaks; the text itself may be personal and stays out of the answer. */
function positionIn(cause: unknown): string {
  const position = cause instanceof Error ? /at position (\d+)/.exec(cause.message)?.[1] : undefined;
  return position ? ` (character ${position})` : '';
}
