/** Where Entra sends a person back to after signing in: the Redirect URI to register there. */
export function redirectUriOf(publicOrigin: string, tenantKey: string): string {
  return `${publicOrigin}/t/${tenantKey}/sign-in/callback`;
}
