/** The ten reasons of RFC 7644 §3.12 (Table 9), the three of RFC 9865 §2.1, and the statuses that need no reason. */
export type ScimErrorCode =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'methodNotAllowed'
  | 'notAcceptable'
  | 'conflict'
  | 'preconditionFailed'
  | 'tooLarge'
  | 'unsupportedMediaType'
  | 'tooManyRequests'
  | 'notImplemented'
  | 'unavailable';

/** A failure that the SCIM protocol has words for. `message` is the `detail` a client reads. */
export class ScimError extends Error {
  override readonly name = 'ScimError';
  readonly code: ScimErrorCode;
  constructor(code: ScimErrorCode, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }
}

/** What a code becomes on the wire: the HTTP status, and the `scimType` where RFC 7644 §3.12 or RFC 9865 §2.1 defines one. */
export const errorStatus = {
  invalidFilter: { status: 400, scimType: 'invalidFilter' },
  tooMany: { status: 400, scimType: 'tooMany' },
  uniqueness: { status: 409, scimType: 'uniqueness' },
  mutability: { status: 400, scimType: 'mutability' },
  invalidSyntax: { status: 400, scimType: 'invalidSyntax' },
  invalidPath: { status: 400, scimType: 'invalidPath' },
  noTarget: { status: 400, scimType: 'noTarget' },
  invalidValue: { status: 400, scimType: 'invalidValue' },
  invalidVers: { status: 400, scimType: 'invalidVers' },
  sensitive: { status: 403, scimType: 'sensitive' },
  invalidCursor: { status: 400, scimType: 'invalidCursor' },
  expiredCursor: { status: 400, scimType: 'expiredCursor' },
  invalidCount: { status: 400, scimType: 'invalidCount' },
  unauthenticated: { status: 401 },
  forbidden: { status: 403 },
  notFound: { status: 404 },
  methodNotAllowed: { status: 405 },
  notAcceptable: { status: 406 },
  conflict: { status: 409 },
  preconditionFailed: { status: 412 },
  tooLarge: { status: 413 },
  unsupportedMediaType: { status: 415 },
  tooManyRequests: { status: 429 },
  notImplemented: { status: 501 },
  unavailable: { status: 503 },
} as const satisfies Record<ScimErrorCode, { status: number; scimType?: string }>;

/** Makes one kind of ScimError from the sentence its reader needs. */
export type ErrorMaker = (detail: string, options?: ErrorOptions) => ScimError;

const maker =
  (code: ScimErrorCode): ErrorMaker =>
  (detail, options) =>
    new ScimError(code, detail, options);

export const invalidFilter = maker('invalidFilter');
export const tooMany = maker('tooMany');
export const uniqueness = maker('uniqueness');
export const mutability = maker('mutability');
export const invalidSyntax = maker('invalidSyntax');
export const invalidPath = maker('invalidPath');
export const noTarget = maker('noTarget');
export const invalidValue = maker('invalidValue');
export const invalidVers = maker('invalidVers');
export const sensitive = maker('sensitive');
export const invalidCursor = maker('invalidCursor');
export const expiredCursor = maker('expiredCursor');
export const invalidCount = maker('invalidCount');
export const unauthenticated = maker('unauthenticated');
export const forbidden = maker('forbidden');
export const notFound = maker('notFound');
export const methodNotAllowed = maker('methodNotAllowed');
export const notAcceptable = maker('notAcceptable');
export const conflict = maker('conflict');
export const preconditionFailed = maker('preconditionFailed');
export const tooLarge = maker('tooLarge');
export const unsupportedMediaType = maker('unsupportedMediaType');
export const tooManyRequests = maker('tooManyRequests');
export const notImplemented = maker('notImplemented');
export const unavailable = maker('unavailable');
