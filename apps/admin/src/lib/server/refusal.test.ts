import { TRPCClientError } from '@trpc/client';
import { isActionFailure } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { submit, textFields } from './form.ts';
import { refusalIn } from './refusal.ts';

const answer = (code: string, httpStatus: number, data: object = {}) =>
  TRPCClientError.from({
    error: { code: -32000, message: 'Two tokens are live.', data: { code, httpStatus, ...data } },
  });

const badRequest = answer('BAD_REQUEST', 400, { fields: { label: 'Give the token a label.' } });

test('what the API refuses keeps its sentence, its reason and its fields', () => {
  expect(refusalIn(answer('CONFLICT', 409, { reason: 'noFreeSlot' }))).toEqual({
    status: 409,
    code: 'CONFLICT',
    message: 'Two tokens are live.',
    reason: 'noFreeSlot',
    fields: {},
  });
});

test('the API’s own failure tells the person nothing but what to do', () => {
  const refusal = refusalIn(answer('INTERNAL_SERVER_ERROR', 500));
  expect(refusal?.message).not.toContain('Two tokens');
  expect(refusal?.status).toBe(500);
});

test('an API that does not answer is unavailable', () => {
  expect(refusalIn(TRPCClientError.from(new TypeError('fetch failed')))?.status).toBe(503);
});

test('an error of our own is no refusal', () => {
  expect(refusalIn(new Error('bug'))).toBeNull();
});

test('a refused form gets its problems and what was typed', async () => {
  const result = await submit('generateToken', { label: '' }, () => Promise.reject(badRequest));
  expect(isActionFailure(result)).toBe(true);
  expect(result).toMatchObject({
    status: 422,
    data: { action: 'generateToken', fields: { label: 'Give the token a label.' }, values: { label: '' } },
  });
});

test('a form that meets a failure goes to the error page', async () => {
  const failure = answer('INTERNAL_SERVER_ERROR', 500);
  await expect(submit('save', {}, () => Promise.reject(failure))).rejects.toBe(failure);
});

test('a field that is missing is empty, and spaces around text do not count', () => {
  const form = new FormData();
  form.set('label', '  Production ');
  expect(textFields(form, 'label', 'days')).toEqual({ label: 'Production', days: '' });
});
