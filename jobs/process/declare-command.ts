import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';
import { projectRoot } from './project-root.ts';

/** Makes a value of an option's text; `option` is its name on the command line. Throws `invalid_input` that names it. */
export type Parse<Value> = (text: string, option: string) => Value;

/** An option of a command, but for its name. */
export interface OptionOf<Value> {
  /** What stands for its value in the help, like `<file>`; null where it takes none. */
  placeholder: string | null;
  meaning: string;
  /** Its value from one text, and from those before it where it may be given several times. */
  parse: (text: string, option: string, before: unknown) => unknown;
  /** Its value in words where it is not given. */
  fallback?: string;
  /** Its value where it is not given. */
  missing: (option: string) => Value;
}

type OptionTable = Readonly<Record<string, OptionOf<unknown>>>;
type ValuesOf<Options extends OptionTable> = {
  [Name in keyof Options]: Options[Name] extends OptionOf<infer Value> ? Value : never;
};

/** An option that is there or not. */
export function flag(meaning: string): OptionOf<boolean> {
  return { placeholder: null, meaning, parse: () => true, missing: () => false };
}

/** An option with a value; `undefined` where it is not given. */
export function option<Value>(placeholder: string, meaning: string, parse: Parse<Value>): OptionOf<Value | undefined> {
  return { placeholder, meaning, parse, missing: () => undefined };
}

/** An option with a value, whose default is written as it would be typed. */
export function optionOr<Value>(
  fallback: string,
  placeholder: string,
  meaning: string,
  parse: Parse<Value>,
): OptionOf<Value> {
  return { placeholder, meaning, parse, fallback, missing: (name) => parse(fallback, name) };
}

/** An option with a value that must be given; `why` says in a message what it is for. */
export function requiredOption<Value>(
  placeholder: string,
  meaning: string,
  parse: Parse<Value>,
  why: string,
): OptionOf<Value> {
  const missing = (name: string) => {
    throw new HeliographError('invalid_input', `${name} ${placeholder} is missing: ${why}`);
  };
  return { placeholder, meaning, parse, missing };
}

/** An option that may be given several times. */
export function repeatedOption<Value>(placeholder: string, meaning: string, parse: Parse<Value>): OptionOf<Value[]> {
  return {
    placeholder,
    meaning,
    parse: (text, name, before) => [...(Array.isArray(before) ? before : []), parse(text, name)],
    missing: () => [],
  };
}

/** A command, or one verb of it: `read` makes what it is asked to do of its options and words. */
export interface Declaration<Options extends OptionTable, Result> {
  name: string;
  /** How it is typed; `npm run NAME --` where it says nothing else. */
  typed?: string;
  summary: string;
  /** Its words beside options, as `<file...>` or `[version]`, and what they are. */
  words?: readonly [name: string, meaning: string][];
  options: Options;
  /** Stands below the options in its help. */
  notes?: string;
  verbs?: readonly CommandOf<Result>[];
  /** None where it is one of the verbs or nothing. Runs after the settings are loaded. */
  read?: (values: ValuesOf<Options>, words: readonly string[]) => Result | Promise<Result>;
}

/** A declared command; `build` gives what reads a command line, and hands over how to read the options further. */
export interface CommandOf<Result> {
  name: string;
  build: (found: (read: () => Result | Promise<Result>) => void, typed?: string) => Command;
}

/** Declares a command: its options, its help and how they become what it is asked to do. */
export function declareCommand<const Options extends OptionTable, Result>(
  declaration: Declaration<Options, Result>,
): CommandOf<Result> {
  const { name, summary, words = [], options, notes, verbs = [], read } = declaration;
  const build: CommandOf<Result>['build'] = (found, typed = name) => {
    const command = new Command(typed).description(summary).helpOption('-h, --help', 'this text').exitOverride();
    command.configureOutput({ writeErr: () => {} });
    for (const [word, meaning] of words) command.argument(word, meaning);
    for (const [key, declared] of Object.entries(options)) command.addOption(commanderOption(key, declared));
    if (notes) command.addHelpText('after', `\n${notes}`);
    for (const verb of verbs) command.addCommand(verb.build(found));
    if (verbs.length > 0) command.helpCommand(false).allowExcessArguments();
    if (read) command.action(() => found(() => read(valuesOf(command, options), command.args)));
    return command;
  };
  return {
    name,
    build: (found, typed) =>
      typed === undefined ? build(found) : build(found, declaration.typed ?? typed).version(productVersion()),
  };
}

function commanderOption(key: string, { placeholder, meaning, parse, fallback }: OptionOf<unknown>): Option {
  const name = optionName(key);
  const made = new Option(placeholder === null ? name : `${name} ${placeholder}`, meaning);
  if (placeholder === null) return made;
  made.argParser((text: string, before: unknown) => {
    if (!text.startsWith('--')) return parse(text, name, before);
    throw new HeliographError('invalid_input', `${name} needs a value: ${placeholder}`);
  });
  return fallback === undefined ? made : made.default(fallback, fallback);
}

function valuesOf<Options extends OptionTable>(command: Command, options: Options): ValuesOf<Options> {
  const values = Object.entries(options).map(([key, { missing }]) => {
    const given = command.getOptionValueSource(key) === 'cli';
    return [key, given ? command.getOptionValue(key) : missing(optionName(key))];
  });
  return Object.fromEntries(values) as ValuesOf<Options>;
}

/** `utcOffset` -> `--utc-offset` */
const optionName = (key: string) => `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function productVersion(): string {
  const text = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
