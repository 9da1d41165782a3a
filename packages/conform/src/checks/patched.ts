import { expectStatus } from '../expect.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';

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
