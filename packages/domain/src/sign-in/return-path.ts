/** Where the pages of an organisation's end users are. */
export function homePathOf(tenantKey: string): string {
  return `/t/${tenantKey}`;
}

/** The path to go to after signing in: the one asked for where it is one of the organisation's pages, else its first. */
export function returnPathIn(tenantKey: string, asked: string | undefined): string {
  const home = homePathOf(tenantKey);
  // A path alone: "//host", "/\host" and every full address resolve to another origin.
  const url = asked?.startsWith('/') ? URL.parse(asked, here) : null;
  if (!url || url.origin !== here) return home;
  const isInside = url.pathname === home || url.pathname.startsWith(`${home}/`);
  return isInside && !url.pathname.startsWith(`${home}/sign-in`) ? url.pathname + url.search : home;
}

const here = 'http://here.invalid';
