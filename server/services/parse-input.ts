import type { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

/** Checks what came from outside; throws `invalid_input` that names the first bad field. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.');
  throw new HeliographError('invalid_input', `${where ? `${where}: ` : ''}${issue?.message ?? 'not valid'}`);
}
