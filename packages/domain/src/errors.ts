/** What a rule of ours can refuse. The admin door answers for each of them (admin-api). */
export type DomainErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'invalidInput'
  | 'identityProviderNotSaved'
  | 'noFreeSlot'
  | 'invalidSchema'
  | 'schemaInUse'
  | 'addressRefused'
  | 'noAnswer'
  | 'accessChanged'
  | 'cursorAhead'
  | 'cursorExpired'
  | 'notLocal'
  | 'signInRefused';

/** A refusal for a person to read: the message is a sentence, `fields` says it per field of a form. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(
    code: DomainErrorCode,
    message: string,
    fields?: Readonly<Record<string, string>>,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
    this.fields = fields;
  }
}

/** Nobody is signed in. */
export function unauthenticated(): DomainError {
  return new DomainError('unauthenticated', 'Sign in first.');
}

/** The admin's profile in this organisation is for reading. */
export function forbidden(): DomainError {
  return new DomainError(
    'forbidden',
    'Your profile here is Read only. Ask an Owner of this organisation to make the change.',
  );
}

/** What was asked for is not here, or not open to the one who asks: the two are never told apart. */
export function notFound(message: string): DomainError {
  return new DomainError('notFound', message);
}

/** Something entered cannot be taken; each field named has a sentence. */
export function invalidInput(fields: Readonly<Record<string, string>>): DomainError {
  return new DomainError('invalidInput', Object.values(fields).join(' '), fields);
}

/** The sentence for whoever wants SCIM before the organisation has an identity provider. */
export const saveIdentityProviderFirst =
  'Save the identity provider settings first: SCIM Provisioning serves the directory they name.';

/** SCIM Provisioning is asked for before the organisation has an identity provider. */
export function identityProviderNotSaved(): DomainError {
  return new DomainError('identityProviderNotSaved', saveIdentityProviderFirst);
}

/** Two API tokens are live already. */
export function noFreeSlot(): DomainError {
  return new DomainError('noFreeSlot', 'Two API tokens are live already. Revoke one, then generate another.');
}

/** A schema cannot be as it was described; the message says where and what to do. */
export function invalidSchema(message: string): DomainError {
  return new DomainError('invalidSchema', message);
}

/** A schema cannot change or go like that while resources hold values of it. */
export function schemaInUse(message: string): DomainError {
  return new DomainError('schemaInUse', message);
}

/** An address that somebody typed is one that we do not call. */
export function addressRefused(message: string): DomainError {
  return new DomainError('addressRefused', message);
}

/** An address that somebody typed gave no answer that could be read. */
export function noAnswer(message: string, cause?: unknown): DomainError {
  return new DomainError('noAnswer', message, undefined, { cause });
}

/** Since an admin looked at the impact of a change, it has come to take more than they saw. */
export function accessChanged(losing: number, seen: number): DomainError {
  const people = losing === 1 ? '1 person' : `${losing} people`;
  return new DomainError(
    'accessChanged',
    `The directory has changed meanwhile: ${people} would lose access now, not ${seen}. Look at the impact again, then confirm.`,
  );
}

/** A cursor of the feed is beyond its newest event. */
export function cursorAhead(): DomainError {
  return new DomainError(
    'cursorAhead',
    'The cursor is beyond the newest event: it was not given here, or the service was restored to an earlier moment. Compare what you hold with the directory, then read on without a cursor.',
  );
}

/** Events that follow a cursor of the feed are no longer kept. */
export function cursorExpired(): DomainError {
  return new DomainError(
    'cursorExpired',
    'Events after this cursor are no longer kept. Compare what you hold with the directory, then read on without a cursor.',
  );
}

/** The identity provider or sign-in says what this resource is; the message says where to change it. */
export function notLocal(message: string): DomainError {
  return new DomainError('notLocal', message);
}
