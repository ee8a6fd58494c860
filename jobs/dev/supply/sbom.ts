import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { parseOptions, runCommand } from '#jobs/process/command.ts';
import { sbomSchema } from './licences.ts';
import { cycloneDx } from './npm.ts';

const HELP = `npm run sbom -- [--out FILE]
  Writes what the product is made of as CycloneDX, from package-lock.json; to sbom.cdx.json unless told otherwise.
`;

await runCommand('sbom', async () => {
  const { values } = parseOptions({ out: { type: 'string' }, help: { type: 'boolean', short: 'h' } });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const file = values.out ?? 'sbom.cdx.json';
  const text = cycloneDx();
  const { components } = sbomSchema.parse(JSON.parse(text));
  await writeFile(file, text);
  process.stdout.write(`${components.length} packages are in ${file}\n`);
});
