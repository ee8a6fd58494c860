import process from 'node:process';
import { CommanderError } from 'commander';
import { printable } from '#domain/printable.ts';
import { closeDataFolder } from '#server/data-folder.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { loadParameters } from '#server/services/settings/load-parameters.ts';
import type { CommandOf } from './declare-command.ts';

/** What a command is given beside its options. */
export interface CommandContext {
  /** Aborted by Ctrl-C, so that a command can leave things whole. */
  signal: AbortSignal;
  /** Names of parameters that are no settings. */
  unknownParameters: readonly string[];
}

/**
 * Runs a command-line tool with what its command line asks for, its settings loaded. A failure is one line on standard
 * error and an exit code that is not 0 (2 for bad input, 130 when interrupted, else 1); `--help` and `--version` are
 * answered, and an unknown option is refused with the one that may be meant. A reader that has enough (`| head`) is no
 * failure.
 *
 * A command is declared once, its options with their help; the names of options are those of the keys in kebab-case:
 *
 *     const sumCommand = declareCommand({
 *       name: 'sum',
 *       summary: 'Sums what files say.',
 *       words: [['<file...>', 'files of numbers']],
 *       options: {
 *         out: option('<file>', 'where the sum goes', filePath),
 *         maxRows: optionOr('1000', '<n>', 'rows that are read', wholeNumber(1, 1_000_000)),
 *         strict: flag('ends at the first line that is no number'),
 *       },
 *       read: ({ out, maxRows, strict }, files) => ({ files, maxRows, strict, out: out ?? null }),
 *     });
 *     await runCommand(sumCommand, async ({ files, maxRows }, { signal }) => { ... });
 *
 * `read` is for what one option says of another; verbs (`npm run model -- use VERSION`) are declared commands in `verbs`.
 */
export async function runCommand<Options>(
  declared: CommandOf<Options>,
  main: (options: Options, context: CommandContext) => Promise<void>,
): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  process.stdout.on('error', ignoreClosedPipe);
  try {
    const read = readCommandLine(declared);
    if (!read) return;
    const unknownParameters = await loadParameters();
    closeDataFolder();
    await main(await read(), { signal: interrupted.signal, unknownParameters });
  } catch (error) {
    // What went wrong often quotes what somebody sent: it must not steer the terminal.
    process.stderr.write(`${declared.name}: ${messageOf(error).split('\n').map(printable).join('\n')}\n`);
    if (!(error instanceof HeliographError)) process.stderr.write(`${stackOf(error)}\n`);
    process.exitCode = exitCodeOf(error);
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

/** What makes the options of the command line; null when help or the version was asked for, and is printed. */
function readCommandLine<Options>(declared: CommandOf<Options>): (() => Options | Promise<Options>) | null {
  const found: (() => Options | Promise<Options>)[] = [];
  const command = declared.build((read) => found.push(read), `npm run ${declared.name} --`);
  try {
    command.parse(process.argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return null;
    const message = error.code === 'commander.help' ? verbsOf(command.commands) : error.message;
    throw new HeliographError('invalid_input', message.replace(/^error: /, '').replaceAll('\n', ' '), { cause: error });
  }
  return found[0] ?? null;
}

const verbsOf = (commands: readonly { name: () => string }[]) =>
  `say what to do: ${commands.map((verb) => verb.name()).join(', ')}`;

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof HeliographError)) return 1;
  return error.code === 'invalid_input' ? 2 : error.code === 'cancelled' ? 130 : 1;
}

/** An unexpected failure is ours to mend: its stack helps whoever reports it. */
function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}
