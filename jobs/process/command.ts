import process from 'node:process';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { printable } from '#domain/printable.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';
import { closeDataFolder } from '#server/data-folder.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { loadParameters } from '#server/services/settings/load-parameters.ts';

/**
 * Runs a command-line tool, its settings loaded: a failure is one line on standard error and an exit code that is not 0
 * (2 for bad input, 130 when interrupted, else 1). Ctrl-C aborts the signal so that the tool can leave things whole.
 */
export async function runCommand(
  name: string,
  main: (signal: AbortSignal, loaded: { unknownParameters: readonly string[] }) => Promise<void>,
): Promise<void> {
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const unknownParameters = await loadParameters();
    closeDataFolder();
    await main(interrupted.signal, { unknownParameters });
  } catch (error) {
    // What went wrong often quotes what somebody sent: it must not steer the terminal.
    process.stderr.write(`${name}: ${messageOf(error).split('\n').map(printable).join('\n')}\n`);
    if (!(error instanceof HeliographError)) process.stderr.write(`${stackOf(error)}\n`);
    process.exitCode = exitCodeOf(error);
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof HeliographError)) return 1;
  return error.code === 'invalid_input' ? 2 : error.code === 'cancelled' ? 130 : 1;
}

/** An unexpected failure is ours to mend: its stack helps whoever reports it. */
function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

/** Parses options strictly; an unknown one, or one without its value, is named. */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  options: Options,
  settings: { positionals?: boolean } = {},
) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: settings.positionals ?? false });
  } catch (error) {
    throw new HeliographError('invalid_input', messageOf(error).split(/\.\s|\n/)[0] ?? 'bad options', { cause: error });
  }
}

/** A whole number in a range, from an option's text. */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^[+-]?\d+$/.test(text) && value >= min && value <= max) return value;
  throw new HeliographError('invalid_input', `${option} must be a whole number from ${min} to ${max}, not "${text}"`);
}

/** A positive number, from an option's text. */
export function positiveNumber(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new HeliographError('invalid_input', `${option} must be a number above 0, not "${text}"`);
}

/** Minutes of an offset like +01:00, from an option's text. */
export function utcOffset(option: string, text: string): number {
  const minutes = parseUtcOffset(text);
  if (minutes !== null) return minutes;
  throw new HeliographError('invalid_input', `${option} must be like +01:00, not "${text}"`);
}
