import { declareCommand, optionOr } from '#jobs/process/declare-command.ts';
import { filePath } from '#jobs/process/option-values.ts';

export const docsCommand = declareCommand({
  name: 'docs',
  summary: 'Makes a site with a search of all documents; at first it installs VitePress, in docs/site alone.',
  options: { out: optionOr('.data/docs', '<dir>', 'where the site goes: files for any web server', filePath) },
  read: ({ out }) => out,
});
