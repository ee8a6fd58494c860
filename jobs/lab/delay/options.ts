import { declareCommand, option, optionOr } from '#jobs/process/declare-command.ts';
import { filePath, wholeNumber } from '#jobs/process/option-values.ts';

export const delayCommand = declareCommand({
  name: 'delay',
  summary: 'Measures how long after its onset a simulated fault is alarmed, and how often a healthy array is.',
  options: {
    days: optionOr('600', '<n>', 'fault days, a fifth of each fault', wholeNumber(5, 100_000)),
    healthy: optionOr('10', '<n>', 'healthy arrays beside each five faulty ones', wholeNumber(5, 200)),
    minutes: optionOr('15', '<n>', 'of a window', wholeNumber(5, 60)),
    withdrawAfter: optionOr('3', '<n>', 'windows in a row that withdraw an alarm', wholeNumber(1, 100)),
    seed: optionOr('18', '<n>', 'of everything drawn; not that of the training', wholeNumber(0, 2 ** 31 - 1)),
    out: option('<file>', 'what every window said of every array, as JSON', filePath),
  },
  read: (options) => options,
});
