/** What a browser does that matters here: cookies by path, redirects one by one, forms. */
export type Browser = ReturnType<typeof browser>;
export type Shown = Readonly<{ status: number; url: string; text: string; headers: Headers }>;

type Cookie = { name: string; value: string; host: string; path: string };

/** A browser that knows nobody. */
export function browser(seen: Cookie[] = []) {
  const jar = seen;

  const request = async (url: string, init: RequestInit = {}): Promise<Shown> => {
    const { host, pathname } = new URL(url);
    const mine = jar.filter((cookie) => cookie.host === host && isWithin(pathname, cookie.path));
    const cookie = mine.map(({ name, value }) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const answer = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) keep(host, pathname, line);
    return { status: answer.status, url, text: await answer.text(), headers: answer.headers };
  };

  const keep = (host: string, pathname: string, line: string) => {
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const attributes = new Map(
      rest.map((part) => [part.split('=')[0]!.toLowerCase(), part.split('=')[1] ?? '']),
    );
    const path = attributes.get('path') ?? (pathname.slice(0, pathname.lastIndexOf('/')) || '/');
    const index = jar.findIndex((each) => each.name === name && each.host === host && each.path === path);
    if (index >= 0) jar.splice(index, 1);
    const isGone = Date.parse(attributes.get('expires') ?? '9999-01-01') <= Date.now();
    if (!isGone) jar.push({ name, value: pair.slice(name.length + 1), host, path });
  };

  const next = (shown: Shown) => new URL(shown.headers.get('location') ?? '', shown.url).href;
  const isRedirect = ({ status }: Shown) => status >= 301 && status <= 308 && status !== 304;

  const follow = async (first: Shown, until: (url: string) => boolean): Promise<Shown> => {
    let shown = first;
    for (let times = 0; isRedirect(shown) && times < 12; times++) {
      if (until(next(shown))) return shown;
      shown = await request(next(shown));
    }
    return shown;
  };

  return {
    jar,
    request,
    next,
    post: (url: string, headers: Record<string, string> = {}) => request(url, { method: 'POST', headers }),
    /** The page that is reached from there, or the redirect to an address that `until` knows. */
    open: async (url: string, until: (url: string) => boolean = () => false) =>
      follow(await request(url), until),
    follow,
    /** A copy that forgets nothing. */
    clone: () => browser(structuredClone(jar)),
  };
}

/** RFC 6265 §5.1.4. */
function isWithin(pathname: string, path: string): boolean {
  return pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
}
