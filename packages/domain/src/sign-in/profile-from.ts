import type { Resource } from '@rollcall/scim';
import { text, type Claims } from './claimed-identity.ts';

/**
 * The claims about a person as SCIM attributes (OpenID Connect Core §5.1, RFC 7643 §4.1). One that is missing or cannot
 * be what it should be is left out; a sign-in does not fail for a phone number.
 */
export function profileFrom(claims: Claims): Resource {
  const said = (name: string) => text(claims[name], 400);
  const [name, email, phone] = [said('name'), said('email'), said('phone_number')];
  const [profile, picture] = [httpsIn(claims['profile']), httpsIn(claims['picture'])];
  return withoutGaps({
    displayName: name,
    nickName: said('nickname'),
    name: withoutGaps({
      formatted: name,
      givenName: said('given_name'),
      middleName: said('middle_name'),
      familyName: said('family_name'),
    }),
    emails: email ? [{ value: email, type: 'work', primary: true }] : undefined,
    phoneNumbers: phone ? [{ value: phone, type: 'work' }] : undefined,
    photos: picture ? [{ value: picture, type: 'photo' }] : undefined,
    profileUrl: profile,
    locale: localeIn(claims['locale']),
    timezone: said('zoneinfo'),
  });
}

function httpsIn(claim: unknown): string | undefined {
  const value = text(claim);
  return value !== undefined && URL.parse(value)?.protocol === 'https:' ? value : undefined;
}

/** OpenID Connect Core §5.1: some providers write en_GB for en-GB. */
function localeIn(claim: unknown): string | undefined {
  const tag = text(claim, 35)?.replace('_', '-');
  return tag !== undefined && /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/.test(tag) ? tag : undefined;
}

function withoutGaps(attributes: Resource): Resource {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([, value]) =>
        value !== undefined &&
        !(typeof value === 'object' && value !== null && Object.keys(value).length === 0),
    ),
  );
}
