import { z } from 'zod';

/** A line of text. Postgres holds no NUL, and half a surrogate pair is no character. */
export function line(name: string, maxLength: number) {
  return z
    .string()
    .trim()
    .max(maxLength, `${name} has at most ${maxLength} characters.`)
    .refine(
      (text) => !text.includes('\0') && text.isWellFormed(),
      `${name} holds a character that no text may hold.`,
    );
}

/** What somebody typed to find things by; empty finds everything. */
export const search = line('A search', 200).optional();

/** A page number, from 1. */
export const page = z
  .int('A page is a whole number.')
  .min(1, 'Pages count from 1.')
  .max(1_000_000)
  .default(1);

export const order = z.enum(['asc', 'desc']).optional();
