import { expect, it } from 'vitest';
import {
  errorBody,
  errorStatus,
  notFound,
  ScimError,
  type ScimErrorCode,
  uniqueness,
  urns,
} from '../index.ts';

it('an error has its status as text, and a reason where the RFC has one (RFC 7644 §3.12)', () => {
  expect(errorBody(uniqueness('userName is taken.'))).toEqual({
    schemas: [urns.error],
    status: '409',
    scimType: 'uniqueness',
    detail: 'userName is taken.',
  });
  expect(errorBody(notFound('There is no such user.'))).toEqual({
    schemas: [urns.error],
    status: '404',
    detail: 'There is no such user.',
  });
});

it('every code answers with a status of its own kind (RFC 7644 §3.12)', () => {
  for (const code of Object.keys(errorStatus) as ScimErrorCode[]) {
    expect(Number(errorBody(new ScimError(code, 'x')).status), code).toBeGreaterThanOrEqual(400);
  }
});
