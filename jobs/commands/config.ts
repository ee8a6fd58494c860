import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { systemPrincipal } from '#server/auth/principal.ts';
import { readSettings } from '#server/env.ts';
import { describeSettings } from '#server/services/settings/describe-settings.ts';
import { configCommand } from './options.ts';

await runCommand(configCommand, async (_, { unknownParameters }) => {
  const settings = describeSettings({ principal: systemPrincipal('command line'), settings: readSettings() });
  const rows = settings.map(({ name, value, origin }) => [name, value ?? '-', value === null ? '-' : origin]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const [name = '', value = '', origin = ''] of rows) {
    process.stdout.write(`${name.padEnd(widths[0] ?? 0)}  ${value.padEnd(widths[1] ?? 0)}  ${origin}\n`);
  }
  for (const name of unknownParameters) process.stdout.write(`\nno setting is called by the parameter ${name}\n`);
});
