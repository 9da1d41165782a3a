import { insertUsers } from '@rollcall/database/testing';
import { expect } from 'vitest';
import { test } from '../../test/in-organisation.ts';
import { inTenant } from '../in-tenant.ts';
import type { Scope } from '../scope.ts';
import { listMembers } from './list-members.ts';
import { changeLocalMembers, createLocalGroup } from './save-local-group.ts';

// On both sides of where the list is gathered in another way (people-within.ts).
test.for([60, 2_100])(
  'everyone of %i people in a group and the groups inside it is listed once',
  async (size, { scope }) => {
    const { outer, inner } = await nested(scope, size);
    const first = await listMembers(scope, outer, { show: 'all', page: 1 });
    expect(first).toMatchObject({ total: size, page: 1 });
    expect(first.items.map(({ displayName }) => displayName)).toEqual(
      Array.from({ length: 25 }, (_, n) => nameOf(n)),
    );
    // Whom the group names itself is in it through no other.
    expect(first.items.slice(0, 3).map(({ through }) => through)).toEqual([
      null,
      { id: inner, displayName: 'Inner' },
      null,
    ]);
    const last = await listMembers(scope, outer, { show: 'all', page: Math.ceil(size / 25) });
    expect(last.items.at(-1)?.displayName).toBe(nameOf(size - 1));
    const found = await listMembers(scope, outer, { show: 'all', search: nameOf(7), page: 1 });
    expect(found).toMatchObject({ total: 1, items: [{ displayName: nameOf(7), type: 'User' }] });
    expect((await listMembers(scope, outer, { page: 1 })).items[0]).toMatchObject({
      id: inner,
      type: 'Group',
      through: null,
    });
  },
);

const nameOf = (n: number) => `Rigger ${String(n).padStart(4, '0')}`;

/** Everybody is in the inner group, every other one in the outer too, and somebody else in neither. */
async function nested(scope: Scope, size: number) {
  const people = Array.from({ length: size + 1 }, (_, n) => ({
    attributes: { userName: `r${n}`, displayName: n === size ? 'Aaron' : nameOf(n) },
    origin: 'local' as const,
  }));
  const ids = (await inTenant(scope, (tx) => insertUsers(tx, people))).slice(0, size);
  const { id: outer } = await createLocalGroup(scope, { displayName: 'Outer' });
  const { id: inner } = await createLocalGroup(scope, { displayName: 'Inner' });
  await changeLocalMembers(scope, inner, { add: ids, remove: [] });
  const few = ids.filter((_, n) => n % 2 === 0);
  await changeLocalMembers(scope, outer, { add: [inner, ...few], remove: [] });
  return { outer, inner };
}
