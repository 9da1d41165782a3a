import { departments, jobTitles } from './departments.ts';
import { addressNameOf, displayNameOf, origins } from './person-names.ts';
import { createRandom } from '../random.ts';
import type { Origin } from './person-names.ts';
import type { Random } from '../random.ts';
import type { SourceUser } from './source.ts';

/** What one synthetic person depends on; `claimAddress` makes the address name unique in the directory. */
export type UserRecipe = {
  seed: string | number;
  index: number;
  domain: string;
  disabledShare: number;
  claimAddress: (name: string) => string;
};

const reportsPerManager = 7;

/** The person with this number: the same seed and number always give the same person. */
export function makeUser({ seed, index, domain, disabledShare, claimAddress }: UserRecipe): SourceUser {
  const random = createRandom(seed, 'user', index);
  const origin = random.pick(origins);
  const given = random.pick(origin.given);
  const family = random.pick(origin.family);
  const mailNickname = claimAddress(addressNameOf(given, family));
  return {
    objectId: userObjectId(seed, index),
    userPrincipalName: `${random.chance(0.02) ? capitalise(mailNickname) : mailNickname}@${domain}`,
    mailNickname,
    displayName: displayNameOf(origin, given.native, family.native),
    mail: random.chance(0.04) ? null : `${mailNickname}${random.chance(0.03) ? '+hq' : ''}@${domain}`,
    givenName: given.native,
    surname: family.native,
    jobTitle: random.chance(0.03) ? null : random.pick(jobTitles),
    department: random.chance(0.02) ? null : random.pick(departments),
    employeeId: String(index + 1).padStart(6, '0'),
    ...phonesOf(origin, random),
    ...addressOf(origin, random),
    preferredLanguage: random.chance(0.1) ? null : origin.language,
    manager: index === 0 ? null : userObjectId(seed, Math.floor((index - 1) / reportsPerManager)),
    accountEnabled: !random.chance(disabledShare),
    softDeleted: false,
  };
}

function userObjectId(seed: string | number, index: number): string {
  return createRandom(seed, 'user id', index).guid();
}

function phonesOf(
  origin: Origin,
  random: Random,
): Pick<SourceUser, 'telephoneNumber' | 'mobile' | 'facsimileTelephoneNumber'> {
  const number = (): string =>
    `${origin.dialling} ${10 + random.below(90)} ${String(random.below(1e7)).padStart(7, '0')}`;
  return {
    telephoneNumber: random.chance(0.2) ? null : `${number()}${random.chance(0.1) ? ' ext. 12' : ''}`,
    mobile: random.chance(0.35) ? null : number(),
    facsimileTelephoneNumber: random.chance(0.9) ? null : number(),
  };
}

type Address = Pick<
  SourceUser,
  'streetAddress' | 'city' | 'state' | 'postalCode' | 'country' | 'physicalDeliveryOfficeName'
>;

function addressOf(origin: Origin, random: Random): Address {
  const { city, state, postalCode } = random.pick(origin.places);
  const atHome = random.chance(0.06);
  return {
    streetAddress: atHome ? null : `${origin.street} ${1 + random.below(180)}`,
    city,
    state: random.chance(0.1) ? null : state,
    postalCode: atHome ? null : postalCode,
    country: origin.country,
    physicalDeliveryOfficeName: atHome ? null : `${city} / ${1 + random.below(12)}`,
  };
}

function capitalise(name: string): string {
  return name.replace(/(^|\.)[a-z]/g, (start) => start.toUpperCase());
}
