import type { Demo } from './demo-story.ts';
import type { Settings } from './settings.ts';

/** Where everything is, and how to sign in, call SCIM and let the simulator provision; to be pasted as printed. */
export function welcome(settings: Settings, demo: Demo | undefined): string {
  const places = `
  Command Center   ${settings.adminOrigin}
  SCIM             ${settings.publicOrigin}
  Logs             .rollcall/logs
`;
  if (!demo) {
    return `${places}
  The database has organisations of its own, so there is no demo to sign in to.
  ${settings.databaseUrl ? 'An empty database gets one.' : '"npx pnpm@12 db:reset" empties the database; the next start tells the demo anew.'}
${ending}`;
  }
  const here = (baseUrl: string) => `${settings.publicOrigin}${new URL(baseUrl).pathname}`;
  const baseUrl = here(demo.baseUrl);
  return `${places}
  Sign in as       ${demo.signIn.email}
  Password         ${demo.signIn.password}

${demo.signInPath === undefined ? '' : endUsers(`${settings.publicOrigin}${demo.signInPath}`)}
  Base URL         ${baseUrl}
  Token            ${demo.token}

  Ask for two people:

    curl -H 'Authorization: Bearer ${demo.token}' '${baseUrl}/Users?count=2'

  Let a simulated Microsoft Entra ID run its first cycle, in another terminal:

    npx pnpm@12 entra --base-url '${baseUrl}' --token '${demo.token}' --users 1000 --groups 40 --cycles 1
${demo.strict ? conformance(here(demo.strict.baseUrl), demo.strict.token) : ''}${ending}`;
}

const endUsers = (address: string) => `
  Be one of its people, or somebody new: choosing who is enough

                   ${address}
`;

const conformance = (baseUrl: string, token: string) => `
  See every MUST and SHOULD of SCIM checked, on an organisation that is held to the RFC:

    npx pnpm@12 conform --base-url '${baseUrl}' --token '${token}'
`;

const ending = `
  Ctrl-C stops everything; the data stays.
`;
