import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { invalidInput, noFreeSlot } from '@rollcall/domain';
import { z } from 'zod';
import { describeRefusal, refusal } from './refusal.ts';

test('what a rule refused has its sentence and its reason', () => {
  const { code, message } = refusal(noFreeSlot());
  expect(code).toBe('CONFLICT');
  expect(describeRefusal(refusal(noFreeSlot()))).toEqual({ message, data: { reason: 'noFreeSlot' } });
});

test('what was entered wrong has a sentence per field, wherever it was noticed', () => {
  const byRule = describeRefusal(refusal(invalidInput({ label: 'Give the token a label.' })));
  const { error: cause } = z.object({ label: z.string('Give the token a label.') }).safeParse({});
  const bySchema = describeRefusal(new TRPCError({ code: 'BAD_REQUEST', cause }));
  expect(byRule).toEqual({
    message: 'Give the token a label.',
    data: { reason: 'invalidInput', fields: { label: 'Give the token a label.' } },
  });
  expect(bySchema).toEqual(byRule);
});

test('an error of tRPC’s own keeps its message', () => {
  const error = new TRPCError({ code: 'NOT_FOUND', message: 'No procedure found on path "x"' });
  expect(describeRefusal(error)).toEqual({ message: 'No procedure found on path "x"', data: {} });
});
