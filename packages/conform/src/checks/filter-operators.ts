import type { Check } from '../check.ts';
import type { Need } from '../server/needs.ts';
import { expectFound, type Name, type People } from './people.ts';

type Case = readonly [
  title: string,
  filter: (people: People) => string,
  found: readonly Name[],
  ...needs: Need[],
];

const ours = ({ tag }: People) => `userName sw "${tag}"`;
const cases: readonly Case[] = [
  ['eq finds what is equal', ({ tag }) => `userName eq "${tag}-anna@conform.example"`, ['anna']],
  [
    'ne finds what is not equal',
    (p) => `${ours(p)} and userName ne "${p.tag}-anna@conform.example"`,
    ['bob', 'cleo'],
  ],
  [
    'ne finds what has no value',
    (p) => `${ours(p)} and title ne "${p.tag} Engineer"`,
    ['bob', 'cleo'],
    'User.title',
  ],
  ['co finds what contains', ({ tag }) => `userName co "${tag}-b"`, ['bob']],
  ['sw finds what starts with', ({ tag }) => `userName sw "${tag}-c"`, ['cleo']],
  ['ew finds what ends with', (p) => `${ours(p)} and userName ew "anna@conform.example"`, ['anna']],
  ['pr finds what has a value', (p) => `${ours(p)} and title pr`, ['anna', 'cleo'], 'User.title'],
  [
    'pr finds complex attributes that have a value',
    (p) => `${ours(p)} and name pr`,
    ['anna', 'bob', 'cleo'],
    'User.name',
  ],
  ['gt compares text', (p) => `${ours(p)} and userName gt "${p.tag}-b"`, ['bob', 'cleo']],
  ['lt compares text', (p) => `${ours(p)} and userName lt "${p.tag}-b"`, ['anna']],
  [
    'ge finds what is equal too',
    (p) => `${ours(p)} and userName ge "${p.tag}-bob@conform.example"`,
    ['bob', 'cleo'],
  ],
  [
    'le finds what is equal too',
    (p) => `${ours(p)} and userName le "${p.tag}-bob@conform.example"`,
    ['anna', 'bob'],
  ],
  ['booleans compare with true', (p) => `${ours(p)} and active eq true`, ['anna', 'cleo'], 'User.active'],
  ['booleans compare with false', (p) => `${ours(p)} and active eq false`, ['bob'], 'User.active'],
  [
    'dateTimes compare as instants, whatever their zone',
    (p) => `${ours(p)} and meta.lastModified lt "2000-01-01T00:00:00+14:00"`,
    [],
  ],
  [
    'gt finds what is later',
    (p) => `${ours(p)} and meta.lastModified gt "2000-01-01T00:00:00Z"`,
    ['anna', 'bob', 'cleo'],
  ],
  [
    'le finds what is earlier or the same',
    (p) => `${ours(p)} and meta.created le "2999-12-31T23:59:59Z"`,
    ['anna', 'bob', 'cleo'],
  ],
  [
    'ge and le of a dateTime are chronological, whatever its zone',
    (p) => `${ours(p)} and id eq "${p.anna.id}" and ${around(p.anna.meta.created)}`,
    ['anna'],
  ],
];

/** Each operator of a filter does what its line in Table 3 says. */
export const filterOperatorChecks: readonly Check[] = cases.map(([title, filter, found, ...needs]) => ({
  section: 'RFC 7644 §3.4.2.2',
  level: 'MUST',
  title,
  needs: ['filter', ...needs],
  run: (server) => expectFound(server, filter, found),
}));

/** At and about the instant, written two hours east, where its text sorts after. */
function around(instant: string): string {
  const east = (milliseconds: number) =>
    new Date(Date.parse(instant) + 2 * 3_600_000 + milliseconds).toISOString().replace('Z', '+02:00');
  return `meta.created ge "${east(-1000)}" and meta.created le "${east(1000)}"`;
}
