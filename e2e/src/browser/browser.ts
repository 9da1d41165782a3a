/** How the browser is launched: `env` is added to the environment it inherits. */
export type Browser = Readonly<{ executablePath: string; env?: Readonly<Record<string, string>> }>;

const variable = 'ROLLCALL_BROWSER';

/** The processes that tell the stories launch this browser. */
export function rememberBrowser(browser: Browser): void {
  process.env[variable] = JSON.stringify(browser);
}

/** What Playwright needs to launch the browser that the global setup found; before that, nothing. */
export function launchOptions(): { executablePath?: string; env?: Record<string, string> } {
  const browser = JSON.parse(process.env[variable] ?? '{}') as Partial<Browser>;
  return optionsFor(browser);
}

/** The browser as Playwright's launch wants it. */
export function optionsFor({ env = {}, ...browser }: Partial<Browser>) {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...browser, env: { ...Object.fromEntries(inherited), ...env } };
}
