import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { HeliographError } from '#server/errors.ts';
import { refusedLicences, sbomSchema } from './licences.ts';
import { cycloneDx } from './npm.ts';
import { licencesCommand } from './options.ts';

await runCommand(licencesCommand, async () => {
  const sbom = sbomSchema.parse(JSON.parse(cycloneDx()));
  const refused = refusedLicences(sbom);
  if (refused.length > 0) {
    const list = refused.join('; ');
    throw new HeliographError(
      'invalid_input',
      `nobody has agreed to ${list}: take another package, or say why it may stay`,
    );
  }
  process.stdout.write(`${sbom.components.length} packages, every licence agreed to\n`);
});
