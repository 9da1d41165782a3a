import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { nameBusiest } from './name-busiest.ts';

const tenMinutes = 10 * 60_000;

test('as long as there are few, each has its name', () => {
  const { nameOf } = nameBusiest({ most: 3 });
  expect(['a', 'b', 'c', 'd', 'a'].map(nameOf)).toEqual(['a', 'b', 'c', 'other', 'a']);
});

test('the busiest of very many keep their names, though they came last and between all others', () => {
  let time = 0;
  const { nameOf } = nameBusiest({ most: 5, now: () => time });
  const busy = ['v', 'w', 'x', 'y', 'z'];
  // Before anything is known the first five have the names.
  for (let n = 0; n < 5; n++) nameOf(`early-${n}`);
  for (let n = 0; n < 50_000; n++) {
    nameOf(`passer-by-${n}`);
    if (n % 10 === 0) busy.forEach(nameOf);
  }
  time = tenMinutes;
  nameOf('early-0');
  expect(busy.map(nameOf)).toEqual(busy);
  expect(nameOf('early-0')).toBe('other');
});

test('names in use are never more than allowed, and whoever loses one is told', () => {
  let time = 0;
  const dropped: string[] = [];
  const { nameOf } = nameBusiest({ most: 2, now: () => time, onDrop: (name) => dropped.push(name) });
  const used = new Set<string>();
  for (let n = 0; n < 1000; n++) used.add(nameOf(`tenant-${n % 50}`));
  expect(used).toEqual(new Set(['tenant-0', 'tenant-1', 'other']));
  time = tenMinutes;
  for (let n = 0; n < 100; n++) ['busy-1', 'busy-2'].forEach(nameOf);
  time = 2 * tenMinutes;
  expect(['busy-1', 'busy-2', 'tenant-0'].map(nameOf)).toEqual(['busy-1', 'busy-2', 'other']);
  expect(dropped).toEqual(expect.arrayContaining(['tenant-0', 'tenant-1']));
});

test('who was busy last month makes room for who is busy now', () => {
  let time = 0;
  const { nameOf } = nameBusiest({ most: 1, now: () => time });
  for (let n = 0; n < 1_000_000; n++) nameOf('once-large');
  for (let hour = 0; hour < 6; hour++) {
    for (let n = 0; n < 200; n++) nameOf('busy-now');
    for (let ranking = 0; ranking < 6; ranking++) {
      time += tenMinutes;
      nameOf('busy-now');
    }
  }
  expect([nameOf('once-large'), nameOf('busy-now')]).toEqual(['other', 'busy-now']);
});

test('what is remembered does not grow with how many there are', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const { nameOf } = nameBusiest({ most: 50 });
  const bytesAfter = (tenants: number) => {
    for (let n = 0; n < tenants; n++) nameOf(`tenant-${n}`);
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const few = bytesAfter(10_000);
  // A name and a number for each of them would be some 20 million bytes.
  expect(bytesAfter(300_000) - few).toBeLessThan(2_000_000);
  expect(nameOf('tenant-0')).toBe('tenant-0');
});
