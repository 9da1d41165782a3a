import type { AccessLevel } from '@rollcall/database';
import type { Impact } from '../src/access/impact.ts';
import { rank } from './access-model.ts';
import type { Ids } from './access-world.ts';

/** An impact by the places of people and services (`user/service`), to compare with another. */
export type Seen = {
  gaining: number;
  losing: number;
  changes: [string, AccessLevel | null, AccessLevel | null][];
};

/** What an admin is shown. */
export function seen({ gaining, losing, people }: Impact, ids: Ids): Seen {
  const changes = people.items.flatMap((person) =>
    person.changes.map(({ service, before, after }): Seen['changes'][number] => [
      `${ids.users.indexOf(person.id)}/${ids.services.indexOf(service.id)}`,
      before,
      after,
    ]),
  );
  return { gaining, losing, changes: changes.sort() };
}

type Reach = ReadonlyMap<string, AccessLevel>;

/** What is different between who reached what before and who does after. */
export function differenceOf(was: Reach, is: Reach): Seen {
  const changes = [...new Set([...was.keys(), ...is.keys()])]
    .map((key): Seen['changes'][number] => [key, was.get(key) ?? null, is.get(key) ?? null])
    .filter(([, one, other]) => one !== other)
    .sort();
  const people = (where: (one: number, other: number) => boolean) =>
    new Set(
      changes.filter(([, one, other]) => where(rank(one), rank(other))).map(([key]) => key.split('/')[0]),
    ).size;
  return {
    gaining: people((one, other) => other > one),
    losing: people((one, other) => other < one),
    changes,
  };
}
