const secretHeaders = /^(authorization|cookie|set-cookie|x-api-key|proxy-authorization)$/i;

/** The text without any of the secrets. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length > 3)
    .reduce((shown, secret) => shown.replaceAll(secret, '[secret]'), text);
}

/** A line of a header as it may be shown. */
export const headerLine = (name: string, value: string): string =>
  `${name}: ${secretHeaders.test(name) ? '[secret]' : value}`;
