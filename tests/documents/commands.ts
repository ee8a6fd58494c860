import type { Command } from 'commander';
import { classifyCommand } from '#jobs/commands/classify/options.ts';
import { dayCommand } from '#jobs/commands/day/options.ts';
import { modelCommand } from '#jobs/commands/model/options.ts';
import { configCommand, housekeepingCommand, quarantineCommand } from '#jobs/commands/options.ts';
import { plantCommand } from '#jobs/commands/plant/options.ts';
import { produceCommand } from '#jobs/commands/produce/options.ts';
import { tokenCommand } from '#jobs/commands/token/options.ts';
import { docsCommand } from '#jobs/dev/docs/options.ts';
import { kafkaCommand } from '#jobs/dev/kafka/options.ts';
import { kernelCommand } from '#jobs/dev/kernel/options.ts';
import { releaseCommand } from '#jobs/dev/release/options.ts';
import { screensCommand } from '#jobs/dev/screens/options.ts';
import { startCommand } from '#jobs/dev/start/options.ts';
import { auditCommand, licencesCommand, sbomCommand } from '#jobs/dev/supply/options.ts';
import { benchCommand } from '#jobs/lab/bench/options.ts';
import { delayCommand } from '#jobs/lab/delay/options.ts';
import { evaluateCommand } from '#jobs/lab/evaluate/options.ts';
import { simulateCommand } from '#jobs/lab/simulate/options.ts';
import { trainCommand } from '#jobs/lab/train/options.ts';
import { workerCommand } from '#jobs/pipeline/worker/options.ts';
import type { CommandOf } from '#jobs/process/declare-command.ts';

/** What an operator types, then what a developer does; by the script of package.json that starts each. */
const DECLARED: ReadonlyMap<string, CommandOf<unknown>> = new Map<string, CommandOf<unknown>>([
  ['start', startCommand],
  ['plant', plantCommand],
  ['day', dayCommand],
  ['worker', workerCommand],
  ['classify', classifyCommand],
  ['produce', produceCommand],
  ['model', modelCommand],
  ['token', tokenCommand],
  ['quarantine', quarantineCommand],
  ['housekeeping', housekeepingCommand],
  ['config', configCommand],
  ['kafka', kafkaCommand],
  ['simulate', simulateCommand],
  ['train', trainCommand],
  ['evaluate', evaluateCommand],
  ['delay', delayCommand],
  ['bench', benchCommand],
  ['screens', screensCommand],
  ['build:kernel', kernelCommand],
  ['docs', docsCommand],
  ['release', releaseCommand],
  ['sbom', sbomCommand],
  ['licences', licencesCommand],
  ['audit:packages', auditCommand],
]);

/** Scripts that take no options of ours. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['test', 'Every test: unit, integration, Kafka, chaos and browsers. Installs what it needs.'],
  ['test:unit', 'The tests that need no database, broker or browser.'],
  ['test:chaos', 'Kills, freezes and cuts off workers and servers, 30 times.'],
  ['verify', 'Types, lint, format, import rules, what nothing uses, and whether the documents say what is there.'],
  ['format', 'Puts the sources into their format.'],
  ['build', 'Builds the console for production.'],
  ['documents', 'Writes the pages of settings and commands anew.'],
]);

/** The page of all commands, made of their declarations. Throws for a script that neither is declared nor has a sentence. */
export function commandsPage(scripts: Readonly<Record<string, string>>): string {
  for (const name of Object.keys(scripts)) {
    if (DECLARED.has(name) || PLAIN.has(name)) continue;
    throw new Error(
      `package.json: the script ${name} is not in tests/documents/commands.ts, which makes docs/commands.md`,
    );
  }
  return [
    '# Commands',
    '',
    '<!-- Made of the declarations of the commands by `npm run documents`: change them there. -->',
    '',
    'Each has `--help`, with examples where there are some. Exit codes: 0, 2 for bad input, 130 when interrupted, else 1.',
    '',
    ...[...DECLARED].flatMap(([script, declared]) =>
      sectionOf(
        declared.build(() => {}, typed(script)),
        2,
      ),
    ),
    '## For those who change the product',
    '',
    '| command | does |',
    '|---|---|',
    ...[...PLAIN].map(([script, meaning]) => `| \`${typed(script).replace(/ --$/, '')}\` | ${meaning} |`),
    '',
  ].join('\n');
}

const typed = (script: string) =>
  script === 'test' || script === 'start' ? `npm ${script} --` : `npm run ${script} --`;

function sectionOf(command: Command, level: number, before = ''): string[] {
  const name = `${before}${command.name()}`;
  const words = command.registeredArguments.map((word) => argumentText(word.name(), word.required, word.variadic));
  const head = [name.replace(/ --$/, words.length > 0 ? ' --' : ''), ...words].join(' ');
  const options = command.options.filter(({ long }) => long !== '--help' && long !== '--version');
  const rows = [
    ...command.registeredArguments.map((word) => [
      argumentText(word.name(), word.required, word.variadic),
      word.description,
      '',
    ]),
    ...options.map(({ flags, description, defaultValueDescription }) => [
      flags,
      description,
      defaultValueDescription ? `\`${defaultValueDescription}\`` : '',
    ]),
  ];
  return [
    `${'#'.repeat(level)} \`${head}\``,
    '',
    escaped(sentence(command.description())),
    '',
    ...(rows.length > 0 ? ['| option | meaning | default |', '|---|---|---|'] : []),
    ...rows.map(([flags = '', meaning = '', fallback = '']) => `| \`${flags}\` | ${escaped(meaning)} | ${fallback} |`),
    ...(rows.length > 0 ? [''] : []),
    ...command.commands.flatMap((verb) => sectionOf(verb, level + 1, `${name} `)),
  ];
}

function argumentText(name: string, required: boolean, variadic: boolean): string {
  const text = variadic ? `${name}...` : name;
  return required ? `<${text}>` : `[${text}]`;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

/** Outside code, what Markdown or HTML would take for its own. */
const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('{', '&#123;');
