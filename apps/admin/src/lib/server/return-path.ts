/**
 * Where to go after sign-in: the path given, when it is a path on this site, else '/'. `//evil.example`,
 * `/\evil.example` and anything with a scheme would leave it, so they are not.
 */
export function returnPath(to: string | null): string {
  if (to === null || !to.startsWith('/')) return '/';
  const here = 'http://here.invalid';
  if (!URL.canParse(to, here)) return '/';
  const url = new URL(to, here);
  return url.origin === here ? url.pathname + url.search + url.hash : '/';
}
