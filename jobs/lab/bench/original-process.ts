import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

const SCRIPT = fileURLToPath(new URL('../../../tests/bench/original/original.py', import.meta.url));

const stepsSchema = z
  .object({ read: z.number(), wavelets: z.number(), predict: z.number(), write: z.number(), arrays: z.number() })
  .transform(({ arrays: _, ...seconds }) => seconds);

export interface Original {
  /** Seconds of each step. */
  run(readings: string, out: string): Promise<Record<string, number>>;
  close(): void;
}

/** Starts the first version's way in a Python that waits for its turns. Throws when Python lacks what it takes. */
export async function openOriginal(python: string): Promise<Original> {
  const child = spawn(python, ['-u', SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.stdin.on('error', () => {});
  child.on('error', (error) => errors.push(error.message));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (!done) return JSON.parse(value);
    const why = errors.join('').trim().split('\n').at(-1);
    throw new HeliographError('invalid_input', `${python} cannot run tests/bench/original (see its README): ${why}`);
  };
  await next();
  return {
    run: async (readings, out) => {
      child.stdin.write(`${JSON.stringify({ readings, out })}\n`);
      return stepsSchema.parse(await next());
    },
    close: () => child.stdin.end(),
  };
}
