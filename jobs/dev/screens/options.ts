import { declareCommand, flag, option, optionOr } from '#jobs/process/declare-command.ts';
import { anyText, filePath } from '#jobs/process/option-values.ts';

export const screensCommand = declareCommand({
  name: 'screens',
  summary: 'Takes the pictures that the documents show, of the console that "npm start" serves.',
  options: {
    at: optionOr('http://localhost:3000', '<url>', 'where it is served', anyText),
    out: option('<dir>', 'where the PNG files go; default: docs/screens, with --all .data/screens', filePath),
    all: flag('every page, 1440 and 390 pixels wide, light and dark: to look at, not to keep'),
  },
  read: ({ at, out, all }) => ({ at, all, out: out ?? filePath(all ? '.data/screens' : 'docs/screens', '--out') }),
});
