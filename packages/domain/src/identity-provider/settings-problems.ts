import type { IdentityProviderRow } from '@rollcall/database';

type Problems = Record<string, string>;
type Kind = IdentityProviderRow['kind'];

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

export function ofEntraTenantId(value: string): Problems {
  if (guid.test(value) || domain.test(value)) return {};
  return {
    entraTenantId:
      'Enter the Directory (tenant) ID from the overview of your Entra tenant, or a domain verified there such as contoso.onmicrosoft.com.',
  };
}

/** OpenID Connect Discovery §3: an https address without query or fragment. http is for this machine in development. */
export function ofIssuer(value: string): Problems {
  const url = URL.parse(value);
  const isAddress = url !== null && /^https?:$/.test(url.protocol) && value.length <= 400;
  if (!isAddress || url.search || url.hash || url.username || url.password || /\s/.test(value)) {
    return { issuer: 'Enter the issuer as the provider writes it, for example https://login.example.com.' };
  }
  if (url.hostname === 'login.microsoftonline.com') {
    return { issuer: 'This is Entra. Choose Microsoft Entra ID and enter its Directory (tenant) ID.' };
  }
  return {};
}

export function ofClientId(value: string, kind: Kind): Problems {
  if (kind === 'oidc') {
    if (/^[\x21-\x7e]{1,255}$/.test(value)) return {};
    return { clientId: 'Enter the client ID that the provider gave this application.' };
  }
  if (guid.test(value)) return {};
  return {
    clientId:
      'Enter the Application (client) ID of your app registration: 32 digits and letters a to f, in five parts.',
  };
}

/** A secret is never sent to another provider than the one it was entered for. */
export function ofClientSecret(
  value: string | undefined,
  { kind, before, issuer }: { kind: Kind; before: IdentityProviderRow | undefined; issuer: string },
): Problems {
  if (value === undefined && before === undefined) {
    return {
      clientSecret:
        kind === 'entra'
          ? 'Enter the Value of a client secret of your app registration.'
          : 'Enter the client secret that the provider gave this application.',
    };
  }
  if (value === undefined && before?.issuer !== issuer) {
    return { clientSecret: 'The stored secret is of another provider. Enter the one of this provider.' };
  }
  if (value !== undefined && kind === 'entra' && guid.test(value.toLowerCase())) {
    return { clientSecret: 'This is the Secret ID. Enter the Value next to it, which Entra shows once.' };
  }
  if (value !== undefined && value.length > 512) {
    return { clientSecret: 'A client secret has at most 512 characters. Paste its Value alone.' };
  }
  return {};
}

export function ofExpiry(value: string | null | undefined, today: string): Problems {
  if (value === undefined || value === null) return {};
  if (!isDay(value))
    return {
      clientSecretExpiresOn: 'Enter the day the secret expires as year-month-day, for example 2027-03-31.',
    };
  if (value < today)
    return {
      clientSecretExpiresOn: 'This day has passed. Create a new client secret and enter both here.',
    };
  return {};
}

export function ofClaims(claims: Readonly<Record<string, string | null>>, kind: Kind): Problems {
  const wrong = Object.entries(claims).filter(
    ([, name]) => name !== null && !/^[\x21-\x7e]{1,200}$/.test(name),
  );
  const named = wrong.map(([field]) => [
    field,
    'Enter the name of one claim, for example groups; leave it empty for none.',
  ]);
  // https://learn.microsoft.com/entra/identity-platform/claims-validation: anyone may put any address there.
  const unproven =
    kind === 'entra' && claims['userNameClaim'] === 'email'
      ? { userNameClaim: 'Entra does not verify the claim email. Use preferred_username or upn.' }
      : {};
  return { ...(Object.fromEntries(named) as Problems), ...unproven };
}

/** A day of the calendar: the 30th of February is none. */
function isDay(value: string): boolean {
  if (!day.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
