import type { Need } from './server/needs.ts';
import type { Server } from './server/server.ts';

/** The document and the section that says so, such as `RFC 7644 §3.5.2.1`. */
export type Section = `RFC ${7643 | 7644 | 9865} §${string}`;

/** One thing a service provider must or should do, and how to see whether it does. */
export type Check = Readonly<{
  section: Section;
  level: 'MUST' | 'SHOULD';
  /** A fact about a server that conforms. */
  title: string;
  /** What a server has to offer for this to bind it. */
  needs?: readonly Need[];
  /** Returns when the server conforms; throws a `Failure` when it does not. */
  run: (server: Server) => Promise<void>;
}>;
