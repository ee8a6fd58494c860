import { declareCommand } from '#jobs/process/declare-command.ts';

export const kernelCommand = declareCommand({
  name: 'build:kernel',
  summary: "Compiles the wavelet engine's kernel from AssemblyScript.",
  options: {},
  read: () => null,
});
