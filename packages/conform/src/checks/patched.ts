import { expectStatus } from '../expect.ts';
import type { Answer } from '../http/exchange.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';

export const work = { type: 'work', value: 'work@conform.example', primary: true };
export const home = { type: 'home', value: 'home@conform.example', primary: false };

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
