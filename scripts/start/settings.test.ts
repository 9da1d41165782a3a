import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('a port that is no port, a key that is no key and an unknown flag are each told in a sentence', () => {
  expect(() => readSettings([], { ADMIN_PORT: 'http' })).toThrow(
    'ADMIN_PORT must be a port number, not "http".',
  );
  expect(() => readSettings([], { SECRET_KEY: 'short' })).toThrow(
    'SECRET_KEY must be 32 random bytes in base64',
  );
  expect(() => readSettings(['--wach'], {})).toThrow('start knows --watch, not --wach.');
});
