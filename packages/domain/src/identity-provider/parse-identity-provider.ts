import { invalidInput } from '../errors.ts';

/** The settings as an admin enters them. */
export type IdentityProviderInput = Readonly<{
  entraTenantId: string;
  clientId: string;
  /** Left out or empty keeps the stored one. */
  clientSecret?: string | undefined;
  /** YYYY-MM-DD; left out keeps the stored day unless there is a new secret; null says it is not known. */
  clientSecretExpiresOn?: string | null | undefined;
}>;

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** The same settings, trimmed and in the letter case Entra uses. Throws `invalidInput` with a sentence per field. */
export function parseIdentityProvider(
  input: IdentityProviderInput,
  known: { today: string; hasSecret: boolean },
): IdentityProviderInput {
  const parsed = {
    entraTenantId: input.entraTenantId.trim().toLowerCase(),
    clientId: input.clientId.trim().toLowerCase(),
    clientSecret: input.clientSecret?.trim() || undefined,
    clientSecretExpiresOn: input.clientSecretExpiresOn,
  };
  const fields = {
    ...entraTenantIdProblem(parsed.entraTenantId),
    ...clientIdProblem(parsed.clientId),
    ...clientSecretProblem(parsed.clientSecret, known.hasSecret),
    ...expiryProblem(parsed.clientSecretExpiresOn, known.today),
  };
  if (Object.keys(fields).length > 0) throw invalidInput(fields);
  return parsed;
}

function entraTenantIdProblem(value: string): Record<string, string> {
  if (guid.test(value) || domain.test(value)) return {};
  return {
    entraTenantId:
      'Enter the Directory (tenant) ID from the overview of your Entra tenant, or a domain verified there such as contoso.onmicrosoft.com.',
  };
}

function clientIdProblem(value: string): Record<string, string> {
  if (guid.test(value)) return {};
  return {
    clientId:
      'Enter the Application (client) ID of your app registration: 32 digits and letters a to f, in five parts.',
  };
}

function clientSecretProblem(value: string | undefined, hasSecret: boolean): Record<string, string> {
  if (value === undefined && !hasSecret) {
    return { clientSecret: 'Enter the Value of a client secret of your app registration.' };
  }
  if (value !== undefined && guid.test(value.toLowerCase())) {
    return { clientSecret: 'This is the Secret ID. Enter the Value next to it, which Entra shows once.' };
  }
  if (value !== undefined && value.length > 512) {
    return { clientSecret: 'A client secret has at most 512 characters. Paste its Value alone.' };
  }
  return {};
}

function expiryProblem(value: string | null | undefined, today: string): Record<string, string> {
  if (value === undefined || value === null) return {};
  if (!isDay(value))
    return {
      clientSecretExpiresOn: 'Enter the day the secret expires as year-month-day, for example 2027-03-31.',
    };
  if (value < today)
    return {
      clientSecretExpiresOn: 'This day has passed. Create a new client secret in Entra and enter both here.',
    };
  return {};
}

/** A day of the calendar: the 30th of February is none. */
function isDay(value: string): boolean {
  if (!day.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
