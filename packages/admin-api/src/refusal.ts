import { TRPCError } from '@trpc/server';
import { DomainError, type DomainErrorCode } from '@rollcall/domain';
import { ZodError } from 'zod';

const trpcCodes = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  notFound: 'NOT_FOUND',
  invalidInput: 'BAD_REQUEST',
  identityProviderNotSaved: 'PRECONDITION_FAILED',
  noFreeSlot: 'CONFLICT',
  invalidSchema: 'BAD_REQUEST',
  schemaInUse: 'CONFLICT',
  addressRefused: 'BAD_REQUEST',
  noAnswer: 'BAD_GATEWAY',
  accessChanged: 'CONFLICT',
  cursorAhead: 'BAD_REQUEST',
  cursorExpired: 'BAD_REQUEST',
  notLocal: 'CONFLICT',
  signInRefused: 'FORBIDDEN',
} as const satisfies Record<DomainErrorCode, TRPCError['code']>;

/** The tRPC error that says what a rule of ours refused. */
export function refusal(cause: DomainError): TRPCError {
  return new TRPCError({ code: trpcCodes[cause.code], message: cause.message, cause });
}

/** What a rule of ours or the shape of a question refused, outside a procedure; undefined for any other failure. */
export function refusalOf(error: unknown): TRPCError | undefined {
  if (error instanceof DomainError) return refusal(error);
  return error instanceof ZodError ? new TRPCError({ code: 'BAD_REQUEST', cause: error }) : undefined;
}

/** What the web app is told beside tRPC's own code. */
export type RefusalData = { fields?: Record<string, string>; reason?: string };

/** The sentence for a person, and what a form or a machine can use, of an error on its way out. */
export function describeRefusal({ code, message, cause }: TRPCError): { message: string; data: RefusalData } {
  if (cause instanceof DomainError) {
    const fields = cause.fields ? { fields: { ...cause.fields } } : {};
    return { message, data: { reason: cause.code, ...fields } };
  }
  if (code === 'BAD_REQUEST' && cause instanceof ZodError) {
    const fields = Object.fromEntries(
      cause.issues.map((issue) => [issue.path.join('.'), sentence(issue.message)]),
    );
    return { message: Object.values(fields).join(' '), data: { reason: 'invalidInput', fields } };
  }
  return { message, data: {} };
}

const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);
