import { expect, test } from 'vitest';
import { createDirectory } from './create-directory.ts';

const size = { users: 300, groups: 40 };

test('the same seed gives the same directory, another seed another one', () => {
  const [a, b, c] = ['a', 'a', 'b'].map((seed) => [...createDirectory({ seed, ...size }).users.values()]);
  expect(a).toEqual(b);
  expect(a).not.toEqual(c);
});

test('every address is unique ASCII, names are of many scripts', () => {
  const users = [...createDirectory({ seed: 2, users: 3000, groups: 0 }).users.values()];
  expect(new Set(users.map(({ userPrincipalName }) => userPrincipalName.toLowerCase())).size).toBe(3000);
  expect(
    users.filter(({ userPrincipalName }) => !/^[a-z0-9.'-]+@entra\.example$/i.test(userPrincipalName)),
  ).toEqual([]);
  const scripts = [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Han',
    'Hangul',
    'Hiragana',
    'Katakana',
    'Devanagari',
    'Thai',
  ];
  const names = users.map(({ displayName }) => displayName).join(' ');
  expect(scripts.filter((script) => !new RegExp(`\\p{Script=${script}}`, 'u').test(names))).toEqual([]);
});

test('some people have no mail, some no mobile, some an apostrophe or a plus in their address', () => {
  const users = [...createDirectory({ seed: 2, ...size }).users.values()];
  expect(users.some(({ mail }) => mail === null)).toBe(true);
  expect(users.some(({ mobile }) => mobile === null)).toBe(true);
  expect(users.some(({ mail }) => mail?.includes("'"))).toBe(true);
  expect(users.some(({ mail }) => mail?.includes('+'))).toBe(true);
});

test('managers form one tree', () => {
  const { users } = createDirectory({ seed: 3, ...size });
  const rootOf = (id: string): string => {
    const manager = users.get(id)?.manager ?? null;
    return manager === null ? id : rootOf(manager);
  };
  expect(new Set([...users.keys()].map(rootOf)).size).toBe(1);
});

test('groups have distinct names, and the first holds everyone', () => {
  const groups = [...createDirectory({ seed: 3, ...size }).groups.values()];
  expect(new Set(groups.map(({ displayName }) => displayName.toLowerCase())).size).toBe(40);
  expect(groups[0]).toMatchObject({ displayName: 'All employees' });
  expect(groups[0]?.members.size).toBe(300);
});

test('a saved directory is restored with everything that happened', () => {
  const before = createDirectory({ seed: 4, ...size });
  for (let day = 0; day < 5; day++) {
    before.evolve({ joiners: 5, movers: 5, leavers: 8, renames: 5, groupChanges: 9 });
  }
  const { options, events } = JSON.parse(JSON.stringify(before.save()));
  const after = createDirectory(options, events);
  expect([...after.users]).toEqual([...before.users]);
  expect([...after.groups]).toEqual([...before.groups]);
  expect(after.position()).toBe(before.position());
});

test('leaving the only assigned group takes a user out of scope', () => {
  const directory = createDirectory({ seed: 5, users: 2, groups: 1, assignment: 'groups' });
  const [group] = directory.groups.keys();
  const [user] = directory.users.keys();
  expect(directory.isAssigned(user!)).toBe(true);
  directory.removeMember(group!, user!);
  expect(directory.isAssigned(user!)).toBe(false);
});
