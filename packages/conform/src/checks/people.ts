import { expect, expectList, orDeclined } from '../expect.ts';
import type { Json } from '../http/json.ts';
import type { Server } from '../server/server.ts';

export type People = Readonly<{ tag: string; anna: Json; bob: Json; cleo: Json }>;

/** Three Users that differ in what filters and sorting ask for; made once a run. `tag` is in every name of theirs. */
export const people = (server: Server): Promise<People> =>
  server.once('people', async () => {
    const tag = server.name();
    const email = (name: string, type: string) => ({ type, value: `${tag}-${name}@${type}.example` });
    const anna = await server.makeUser({
      userName: `${tag}-anna@conform.example`,
      externalId: `${tag}-Anna`,
      displayName: `${tag} Anna`,
      title: `${tag} Engineer`,
      name: { givenName: 'Anna', familyName: `${tag} Berg` },
      emails: [
        { ...email('anna', 'work'), primary: true },
        { ...email('anna', 'home'), primary: false },
      ],
      active: true,
    });
    const bob = await server.makeUser({
      userName: `${tag}-bob@conform.example`,
      externalId: `${tag}-bob`,
      displayName: `${tag} bob`,
      name: { givenName: 'Bob', familyName: `${tag} Dahl` },
      emails: [{ ...email('bob', 'work'), primary: true }],
      active: false,
    });
    const cleo = await server.makeUser({
      userName: `${tag}-cleo@conform.example`,
      externalId: `${tag}-cleo`,
      displayName: `${tag} Cleo`,
      title: `${tag} architect`,
      name: { givenName: 'Cleo', familyName: `${tag} Carl` },
      emails: [{ ...email('cleo', 'home'), primary: true }],
      active: true,
    });
    return { tag, anna, bob, cleo };
  });

const names = ['anna', 'bob', 'cleo'] as const;
export type Name = (typeof names)[number];

/** Of the three, the filter finds these and no other. */
export async function expectFound(
  server: Server,
  filter: (people: People) => string,
  expected: readonly Name[],
): Promise<void> {
  const all = await people(server);
  const answer = await server.get(`${server.users}?count=200&filter=${encodeURIComponent(filter(all))}`);
  const ids = expectList(orDeclined(answer)).map(({ id }) => id);
  const found = names.filter((name) => ids.includes(all[name].id));
  expect(
    answer,
    found.join() === expected.join(),
    `the Users ${expected.join(', ') || '(none)'} of anna, bob and cleo`,
  );
  const strangers = ids.length - found.length;
  expect(answer, strangers === 0, 'no other User');
}
