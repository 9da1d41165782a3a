import type { Check, Section } from '../check.ts';
import { expect, expectStatus } from '../expect.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import type { Need } from '../server/needs.ts';
import type { Server } from '../server/server.ts';

/** A User's attributes before a PATCH, its operations, and what a GET then shows, in words and as a claim. */
type Patching = Readonly<{
  before?: object;
  operations: readonly object[];
  expected: string;
  shows: (user: Json, read: Answer) => unknown;
}>;

/** That a PATCH makes of a User what the RFC says; `patching` is given three emails that nobody has. */
export function patchCheck(
  section: Section,
  title: string,
  needs: readonly Need[],
  patching: (emails: ReturnType<typeof mails>) => Patching,
): Check {
  return {
    section,
    level: 'MUST',
    title,
    needs: ['patch', ...needs],
    run: async (server) => {
      const { before = {}, operations, expected, shows } = patching(mails(server));
      const read = await patched(server, before, ...operations);
      expect(read, shows(read.body, read), expected);
    },
  };
}

/** What checks of many values need. */
export const emails = ['User.emails.value', 'User.emails.type'] as const;

/** That this email of the User is the primary one, and no other. */
export function isOnlyPrimary({ emails = [] }: Json, { value }: { value: string }): boolean {
  const primaries = emails.filter(({ primary }: Json) => primary === true);
  return primaries.length === 1 && primaries[0].value === value;
}

/** Three emails that no other User has; the first is primary. */
export function mails(server: Server) {
  const value = (type: string, name = server.name()) => `${type}-${name}@conform.example`;
  return {
    work: { type: 'work', value: value('work'), primary: true },
    home: { type: 'home', value: value('home'), primary: false },
    other: { type: 'other', value: value('other') },
  };
}

/** A User made with `before` and patched; what a GET then answers. */
export async function patched(server: Server, before: object, ...operations: object[]): Promise<Answer> {
  const user = await server.makeUser(before);
  expectStatus(await server.patch(server.at(user), operations), 200, 204);
  const read = await server.get(server.at(user));
  expectStatus(read, 200);
  return read;
}

/** The addresses of a resource's emails, in order of the alphabet. */
export const addresses = ({ body }: Answer): string =>
  (body.emails ?? [])
    .map(({ value }: Json) => value)
    .sort()
    .join();
