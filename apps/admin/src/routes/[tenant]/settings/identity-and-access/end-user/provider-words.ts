/** The kinds of identity provider. */
export const kinds = [
  { value: 'entra', text: 'Microsoft Entra ID' },
  { value: 'oidc', text: 'OpenID Connect' },
] as const;

/** What the fields are called in Entra, and where they are found there. */
export const entraWords = {
  title: 'Microsoft Entra ID',
  lead: 'The values of the application people sign in through, from its page under App registrations in Entra.',
  redirectHint: 'Paste it in Entra under Authentication, as a redirect URI of the platform Web.',
  postLogoutHint: 'Add it in the same list, so that Entra leads back here after signing out.',
  clientId: 'Application (client) ID',
  clientIdHint: 'On the same page.',
  secretHint: 'Under Certificates & secrets: the Value, not the Secret ID.',
};

/** What OpenID Connect calls them. */
export const otherWords = {
  title: 'OpenID Connect',
  lead: 'The values of the application people sign in through, as your identity provider shows them.',
  redirectHint:
    'Register it with the provider as a redirect URI of a web application (authorization code flow).',
  postLogoutHint: 'Register it as a post-logout redirect URI, if the provider offers its own sign-out.',
  clientId: 'Client ID',
  clientIdHint: 'What the provider calls this application.',
  secretHint: 'From the provider, for this client.',
};
