import { describe, expect, it } from 'vitest';
import {
  applyPatch,
  dialects,
  keepImmutable,
  matchFilter,
  normaliseResource,
  parseFilter,
  parsePatchOp,
  project,
  type Resource,
  urns,
} from '../src/index.ts';
import { device } from './device.ts';

const strict = dialects.rfc;
const id = device.schema.id;
const stickerId = device.extensions[0]!.id;
const stored: Resource = { serial: 'S1', owner: { name: 'Kai', badge: 'B', value: 'v' } };

const create = (attributes: object) =>
  normaliseResource(
    device,
    { schemas: [id, ...(stickerId in attributes ? [stickerId] : [])], serial: 'S1', ...attributes },
    strict,
  );
const patch = (before: Resource, ...Operations: object[]) =>
  applyPatch(device, before, parsePatchOp({ schemas: [urns.patchOp], Operations }), strict);
const put = (before: Resource, attributes: object) => keepImmutable(device, before, create(attributes));
const find = (filter: string, resource: Resource) => matchFilter(device, parseFilter(filter), resource);
const coded = (code: string) => expect.objectContaining({ code });

describe('types', () => {
  const wrong: readonly (readonly [string, object])[] = [
    ['text for a decimal (RFC 7643 §2.3.3)', { uptime: '1.5' }],
    ['a fraction for an integer (RFC 7643 §2.3.4)', { cores: 1.5 }],
    ['an integer beyond what is exact (RFC 7643 §2.3.4)', { cores: 2 ** 53 }],
    ['a day that no calendar has (RFC 7643 §2.3.5)', { bought: '2026-02-30T00:00:00Z' }],
    ['a day without a time (RFC 7643 §2.3.5)', { bought: '2026-02-03' }],
    ['text that is no base64 (RFC 7643 §2.3.6)', { logo: 'a' }],
    ['one value for several (RFC 7643 §2.4)', { tags: 'x' }],
    ['several values for one (RFC 7643 §2.4)', { uptime: [1, 2] }],
  ];
  for (const [says, attributes] of wrong) {
    it(`${says} is refused`, () => expect(() => create(attributes)).toThrow(coded('invalidValue')));
  }

  it('values of the right type are kept as they came (RFC 7643 §2.3)', () => {
    const attributes = {
      uptime: -1.5e3,
      cores: 8,
      bought: '2026-02-03T04:05:06.789012+02:00',
      logo: 'AQI',
      tags: ['a', 'b'],
      ports: [{ value: 1, type: 'serial' }],
    };
    expect(create(attributes)).toEqual({ serial: 'S1', ...attributes });
  });

  it('values outside canonicalValues are accepted (RFC 7643 §7)', () => {
    expect(create({ ports: [{ value: 1, type: 'firewire' }] })).toMatchObject({
      ports: [{ type: 'firewire' }],
    });
  });

  it('a plain value is kept once, whatever its case (RFC 7643 §2.4)', () => {
    expect(create({ tags: ['a', 'A', 'b', 'a'] })).toMatchObject({ tags: ['a', 'b'] });
  });

  it('a key that cannot be the name of an attribute is refused (RFC 7643 §2.1)', () => {
    for (const name of ['1st', 'a b', 'naïve', '', 'a.b'])
      expect(() => create({ [name]: 'x' })).toThrow(coded('invalidSyntax'));
    expect(() => create({ owner: { name: 'x', 'a b': 'x' } })).toThrow(coded('invalidSyntax'));
  });

  it('an extension that the resource type lacks is refused, listed or not (RFC 7643 §3)', () => {
    for (const schemas of [[id], [id, 'urn:x:Other']])
      expect(() => create({ schemas, 'urn:x:Other': { a: 1 } })).toThrow(coded('invalidValue'));
  });
});

describe('required (RFC 7643 §2.2)', () => {
  it('a missing sub-attribute is refused in every value (RFC 7643 §2.2)', () => {
    expect(() => create({ owner: { badge: 'B' } })).toThrow(/owner.name is required/);
    expect(() => create({ ports: [{ value: 1 }, { type: 'usb' }] })).toThrow(/ports.value is required/);
  });

  it('an extension has what it requires, or is absent (RFC 7643 §6)', () => {
    expect(() => create({ [stickerId]: { shape: 'round' } })).toThrow(/Sticker:colour is required/);
    expect(create({ [stickerId]: { colour: 'red' } })).toMatchObject({ [stickerId]: { colour: 'red' } });
    expect(() => patch(stored, { op: 'add', path: `${stickerId}:shape`, value: 'round' })).toThrow(
      coded('invalidValue'),
    );
    const value = { shape: 'round', colour: 'red' };
    expect(patch(stored, { op: 'add', path: stickerId, value })).toEqual({ ...stored, [stickerId]: value });
  });

  it('a required sub-attribute cannot be removed (RFC 7644 §3.5.2.2)', () => {
    expect(() => patch(stored, { op: 'remove', path: 'owner.name' })).toThrow(coded('mutability'));
    expect(() => patch(stored, { op: 'replace', path: 'owner.name', value: null })).toThrow(
      coded('invalidValue'),
    );
  });
});

describe('mutability', () => {
  it('an immutable attribute is set once by PATCH (RFC 7643 §7)', () => {
    const bare = { serial: 'S1' };
    expect(patch(bare, { op: 'add', path: 'owner', value: { name: 'Kai', badge: 'B' } })).toMatchObject({
      owner: { badge: 'B' },
    });
    for (const operation of [
      { op: 'replace', path: 'serial', value: 'S2' },
      { op: 'remove', path: 'serial' },
      { op: 'replace', path: 'owner.badge', value: 'C' },
      { op: 'remove', path: 'owner.badge' },
      { op: 'remove', path: 'owner' },
    ])
      expect(() => patch(stored, operation)).toThrow(coded('mutability'));
    expect(patch(stored, { op: 'replace', path: 'serial', value: 'S1' })).toBe(stored);
  });

  it('a PUT must match an immutable value, or leave it out and keep it (RFC 7644 §3.5.1)', () => {
    expect(() => put(stored, { serial: 'S2' })).toThrow(coded('mutability'));
    expect(() => put(stored, { owner: { name: 'Kai', badge: 'C' } })).toThrow(coded('mutability'));
    expect(put(stored, { owner: { name: 'Mira' } })).toEqual({
      serial: 'S1',
      owner: { name: 'Mira', badge: 'B' },
    });
    expect(put(stored, {})).toEqual(stored);
    const marked = { ...stored, [stickerId]: { colour: 'red', shape: 'round' } };
    expect(() => put(marked, { [stickerId]: { colour: 'red', shape: 'square' } })).toThrow(
      coded('mutability'),
    );
    expect(put(marked, { owner: stored['owner'], [stickerId]: { colour: 'blue' } })).toEqual({
      ...stored,
      [stickerId]: { colour: 'blue', shape: 'round' },
    });
  });

  it('what is written only is checked and not kept (RFC 7643 §7)', () => {
    expect(create({ pin: '1234', owner: { name: 'Kai', code: 'x' } })).toEqual({
      serial: 'S1',
      owner: { name: 'Kai' },
    });
    expect(() => create({ pin: 1234 })).toThrow(coded('invalidValue'));
    expect(patch(stored, { op: 'add', path: 'owner.code', value: 'x' })).toBe(stored);
    expect(() => patch(stored, { op: 'add', path: 'owner.code', value: 7 })).toThrow(coded('invalidValue'));
  });

  it('what is read-only is ignored in a body and refused in a PATCH (RFC 7643 §7)', () => {
    expect(create({ seen: 'x', meta: { version: 'x' }, id: 'mine' })).toEqual({ serial: 'S1' });
    for (const op of ['add', 'replace', 'remove'])
      expect(() => patch(stored, { op, path: 'seen', value: 'x' })).toThrow(coded('mutability'));
  });
});

describe('returned (RFC 7643 §7)', () => {
  const shown = {
    schemas: [id],
    id: 'd',
    serial: 'S1',
    note: 'n',
    secret: 's',
    stamp: 't',
    owner: { name: 'Kai', hint: 'h' },
  };
  const always = { schemas: [id], id: 'd', stamp: 't' };

  it('request is there only when asked for, never is never there (RFC 7644 §3.9)', () => {
    expect(project(device, shown, {})).toEqual({ ...always, serial: 'S1', owner: { name: 'Kai' } });
    expect(project(device, shown, { attributes: 'note,secret,owner.hint' })).toEqual({
      ...always,
      note: 'n',
    });
    expect(project(device, shown, { attributes: 'owner' })).toEqual({ ...always, owner: { name: 'Kai' } });
  });

  it('always is there even when excluded (RFC 7644 §3.9)', () => {
    expect(project(device, shown, { excludedAttributes: 'stamp,id,schemas,serial,owner' })).toEqual(always);
  });

  it('what is never returned cannot be asked for by a filter (RFC 7644 §3.4.2.2)', () => {
    for (const filter of [
      'secret pr',
      'secret eq "s"',
      'owner.hint sw "h"',
      'owner[hint pr]',
      'not (pin pr)',
    ])
      expect(() => find(filter, {})).toThrow(coded('invalidFilter'));
  });
});

describe('filters by type (RFC 7644 §3.4.2.2)', () => {
  const bought: Resource = {
    serial: 'S1',
    bought: '2026-02-03T04:05:06+02:00',
    uptime: 10,
    tags: ['a', '\u{1f600}'],
    logo: 'AQI=',
  };

  it('dateTimes compare as moments (RFC 7643 §2.3.5)', () => {
    expect(find('bought eq "2026-02-03T02:05:06Z"', bought)).toBe(true);
    expect(find('bought eq "2026-02-03T02:05:06.000"', bought)).toBe(true);
    expect(find('bought gt "2026-02-03T03:05:06Z"', bought)).toBe(false);
    expect(find('bought lt "2026-02-03T02:05:06.000001Z"', bought)).toBe(true);
  });

  it('numbers compare as numbers (RFC 7643 §2.3.3)', () => {
    expect(find('uptime gt 9', bought)).toBe(true);
    expect(find('uptime eq 10.0', bought)).toBe(true);
  });

  it('text is ordered by code point (RFC 7644 §3.4.2.2)', () => {
    expect(find('tags gt "\uffee"', bought)).toBe(true);
    expect(find('tags lt "\uffee"', { tags: ['\u{1f600}'] })).toBe(false);
    expect(find('serial lt "s"', bought)).toBe(true);
  });

  it('what is compared must be of the type, and the operator have a meaning for it (RFC 7644 §3.4.2.2)', () => {
    for (const filter of [
      'bought gt "yesterday"',
      'bought co "2026"',
      'uptime eq "ten"',
      'uptime sw 1',
      'cores eq true',
      'logo gt "A"',
      'ports.primary gt true',
      'ports.primary eq "x"',
      'tags gt null',
      'owner[name gt null]',
    ])
      expect(() => find(filter, bought)).toThrow(coded('invalidFilter'));
  });
});
