import { writeFile } from 'node:fs/promises';
import { runCommand } from '#jobs/process/command.ts';
import { declareCommand } from '#jobs/process/declare-command.ts';
import { BINARY_FILE, compileKernel } from './compile-kernel.ts';

const kernelCommand = declareCommand({
  name: 'build:kernel',
  summary: "Compiles the wavelet engine's kernel from AssemblyScript.",
  options: {},
  read: () => null,
});

await runCommand(kernelCommand, async () => {
  const text = await compileKernel();
  await writeFile(BINARY_FILE, text);
  process.stdout.write(`models/wavelet/kernel/kernel-binary.ts: ${text.length} characters\n`);
});
