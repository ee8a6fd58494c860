import { declareCommand, optionOr } from '#jobs/process/declare-command.ts';
import { filePath } from '#jobs/process/option-values.ts';

export const sbomCommand = declareCommand({
  name: 'sbom',
  summary: 'Writes what the product is made of as CycloneDX, from package-lock.json.',
  options: { out: optionOr('sbom.cdx.json', '<file>', 'where it goes', filePath) },
  read: ({ out }) => out,
});

export const licencesCommand = declareCommand({
  name: 'licences',
  summary: 'Holds the licence of every installed package against those that were agreed to.',
  options: {},
  read: () => null,
});

export const auditCommand = declareCommand({
  name: 'audit:packages',
  summary: 'Asks the registry for known vulnerabilities of the installed packages.',
  options: {},
  read: () => null,
});
