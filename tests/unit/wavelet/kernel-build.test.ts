import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { BINARY_FILE, compileKernel } from '#jobs/dev/kernel/compile-kernel.ts';

it('has a committed kernel that is what its source compiles to', async () => {
  expect(await compileKernel()).toBe(await readFile(BINARY_FILE, 'utf8'));
}, 60_000);
