import { expect, test } from 'vitest';
import { isOpenAddress } from './is-open-address.ts';

test.each(['20.190.160.1', '2603:1006:2000::1', '::ffff:20.190.160.1'])('%s is open', (address) => {
  expect(isOpenAddress(address, { allowLoopback: false })).toBe(true);
});

test.each([
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '127.0.0.1',
  '127.255.1.2',
  '0.0.0.0',
  '100.64.0.1',
  '169.254.169.254',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  'fec0::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001::1',
  'ff02::1',
  'localhost',
  '',
])('%s is closed', (address) => {
  expect(isOpenAddress(address, { allowLoopback: false })).toBe(false);
});

test('this machine is open where that is allowed, and no other private address with it', () => {
  const development = { allowLoopback: true };
  expect(isOpenAddress('127.0.0.1', development)).toBe(true);
  expect(isOpenAddress('::1', development)).toBe(true);
  expect(isOpenAddress('10.0.0.1', development)).toBe(false);
  expect(isOpenAddress('169.254.169.254', development)).toBe(false);
});
