import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { sbomSchema } from './licences.ts';
import { cycloneDx } from './npm.ts';
import { sbomCommand } from './options.ts';

await runCommand(sbomCommand, async (file) => {
  const text = cycloneDx();
  const { components } = sbomSchema.parse(JSON.parse(text));
  await writeFile(file, text);
  process.stdout.write(`${components.length} packages are in ${file}\n`);
});
