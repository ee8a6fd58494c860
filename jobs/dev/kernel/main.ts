import { writeFile } from 'node:fs/promises';
import { runCommand } from '#jobs/process/command.ts';
import { BINARY_FILE, compileKernel } from './compile-kernel.ts';
import { kernelCommand } from './options.ts';

await runCommand(kernelCommand, async () => {
  const text = await compileKernel();
  await writeFile(BINARY_FILE, text);
  process.stdout.write(`models/wavelet/kernel/kernel-binary.ts: ${text.length} characters\n`);
});
