import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { declareCommand, optionOr } from '#jobs/process/declare-command.ts';
import { filePath } from '#jobs/process/option-values.ts';
import { sbomSchema } from './licences.ts';
import { cycloneDx } from './npm.ts';

const sbomCommand = declareCommand({
  name: 'sbom',
  summary: 'Writes what the product is made of as CycloneDX, from package-lock.json.',
  options: { out: optionOr('sbom.cdx.json', '<file>', 'where it goes', filePath) },
  read: ({ out }) => out,
});

await runCommand(sbomCommand, async (file) => {
  const text = cycloneDx();
  const { components } = sbomSchema.parse(JSON.parse(text));
  await writeFile(file, text);
  process.stdout.write(`${components.length} packages are in ${file}\n`);
});
