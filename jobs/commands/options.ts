import { declareCommand, flag, option } from '#jobs/process/declare-command.ts';
import { anyText, plantDay } from '#jobs/process/option-values.ts';
import { HeliographError } from '#server/errors.ts';

export const configCommand = declareCommand({
  name: 'config',
  summary:
    'Prints every setting, its value (secrets masked) and where it comes from: the environment, .env, a parameter of ' +
    'AWS Systems Manager (PARAMETERS=ssm:/path), or its default; the first of these that has it counts.',
  options: {},
  read: () => null,
});

export const housekeepingCommand = declareCommand({
  name: 'housekeeping',
  summary:
    'Removes silver, logs and quarantine older than SILVER_RETENTION_DAYS, verdict files replaced longer ago than ' +
    'GOLD_RETENTION_DAYS, and what runs left that no result names. Verdicts on show stay.',
  options: { dryRun: flag('prints what would go, and changes nothing') },
  read: ({ dryRun }) => dryRun,
});

export const quarantineCommand = declareCommand({
  name: 'quarantine',
  summary: 'Prints the messages that a run found to be no readings: where they lie in Kafka, their bytes, and why.',
  options: {
    run: option('<id>', 'of this run', anyText),
    day: option('<YYYY-MM-DD>', "of the day's newest run", plantDay),
    json: flag('one JSON object per line, with key and value whole, in base64'),
  },
  read: ({ run, day, json }) => {
    if (run !== undefined && day === undefined) return { of: { runId: run }, json };
    if (day !== undefined && run === undefined) return { of: { day }, json };
    throw new HeliographError('invalid_input', 'say either --run ID or --day YYYY-MM-DD');
  },
});
