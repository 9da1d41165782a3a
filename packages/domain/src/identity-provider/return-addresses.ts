/** Where an identity provider sends a person back to: both are registered there, else it refuses. */
export type ReturnAddresses = Readonly<{
  /** After signing in (OpenID Connect Core §3.1.2.1). */
  redirectUri: string;
  /** After signing out there (OpenID Connect RP-Initiated Logout §3). */
  postLogoutRedirectUri: string;
}>;

/** Where the provider of that organisation sends people back to. */
export function returnAddressesOf(publicOrigin: string, tenantKey: string): ReturnAddresses {
  const pages = `${publicOrigin}/t/${tenantKey}/sign-in`;
  return { redirectUri: `${pages}/callback`, postLogoutRedirectUri: `${pages}/signed-out` };
}
