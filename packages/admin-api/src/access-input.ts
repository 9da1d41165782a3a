import { z } from 'zod';
import { line, page } from './input.ts';

export const id = z.string();
export const ids = z.array(id).max(10_000, 'Choose at most 10000 at once.');

/** Without `confirm` the impact is answered and nothing happens; with it, it has been seen that so many lose something. */
export const asked = z.object({ confirm: z.object({ losing: z.int().min(0) }).optional(), page });

export const query = z.object({ search: line('A search', 200).optional(), page });
/** With `notInPolicy` those left to add to that policy. */
export const choice = query.extend({ notInPolicy: z.uuid('A policy goes by its id.').optional() });

// How long a name or description may be is a rule of the domain, which has a sentence for it.
export const text = line('A text', 10_000);
