import type { Json } from './json.ts';

/** What went out. `body` is the text that was sent. */
export type Sent = Readonly<{
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
}>;

/** What came back. `body` is the parsed JSON, undefined where there is none. */
export type Answer = Readonly<{
  sent: Sent;
  status: number;
  headers: Headers;
  text: string;
  body: Json;
}>;
