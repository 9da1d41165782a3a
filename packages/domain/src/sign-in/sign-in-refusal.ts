import { DomainError } from '../errors.ts';

/** Why somebody is not signed in, in a sentence for the person; the code is what they tell their admin. */
const refusals = {
  unknownOrganisation: 'There is no organisation at this address. Check it with whoever gave it to you.',
  notSetUp: 'Your organisation has not set up its sign-in yet. Ask its admin.',
  attemptGone:
    'This sign-in was not begun in this browser, was finished already, or took too long. Begin again.',
  tooManyAttempts: 'Too many sign-ins were begun from your network. Wait a minute and begin again.',
  providerRefused: 'The identity provider did not let you in.',
  providerUnreachable: 'The identity provider cannot be reached just now. Try again in a minute.',
  providerMisconfigured:
    'What the identity provider publishes about itself cannot be used. Ask your admin to verify the settings.',
  clientRefused:
    'The identity provider does not accept the client ID and secret of your organisation. Ask your admin to save them anew.',
  wrongIssuer: 'The answer came from another identity provider than the one that was asked.',
  wrongAudience: 'The identity provider answered somebody else.',
  wrongNonce: 'The identity provider answered another sign-in than this one.',
  tokenExpired: 'The identity provider’s answer has expired. Begin again.',
  badSignature: 'The identity provider’s answer is not signed with one of its keys.',
  badAnswer: 'The identity provider’s answer cannot be read.',
  userNameMissing:
    'The identity provider did not say under which name you are known. Ask your admin to check the user name claim.',
  suspended: 'Your access is switched off. Ask your admin if it should not be.',
  held: 'You may be here already under another name. Ask your admin to say whether you are.',
  noAccount: 'You are not among the people of this organisation. Ask your admin to add you.',
  subjectConflict:
    'Your name belongs to somebody who signs in with another account. Ask your admin to look at that person.',
  emailTaken:
    'Your e-mail address belongs to somebody else here, and an address alone proves nobody. Ask your admin to compare your user name.',
} as const;

export type SignInRefusalReason = keyof typeof refusals;

/** Somebody is not signed in. The message is for them; `detail` is for the log and for admins, and holds no token. */
export class SignInRefusal extends DomainError {
  readonly reason: SignInRefusalReason;
  readonly detail: string | undefined;

  constructor(reason: SignInRefusalReason, detail?: string, options?: ErrorOptions) {
    super('signInRefused', refusals[reason], undefined, options);
    this.name = 'SignInRefusal';
    this.reason = reason;
    this.detail = detail;
  }
}

/** The refusal of that reason. */
export function signInRefused(
  reason: SignInRefusalReason,
  detail?: string,
  options?: ErrorOptions,
): SignInRefusal {
  return new SignInRefusal(reason, detail, options);
}
