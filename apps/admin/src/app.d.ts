import type { Session } from '#lib/contract.ts';
import type { Api } from '#lib/server/api.ts';

declare global {
  namespace App {
    interface Error {
      /** The request's id, to be quoted to support. */
      id: string;
    }
    interface Locals {
      api: Api;
      requestId: string;
      /** What every call of the API carries, so that its log and its traces say what the call belongs to. */
      callHeaders: Readonly<Record<string, string>>;
      /** Who is signed in; null on the pages open to everyone. */
      session: Session | null;
      /** Set-Cookie headers of the API's auth endpoints, handed to the browser as they are. */
      setCookies: string[];
      theme: import('#lib/theme.ts').Theme;
    }
  }
}
