import path from 'node:path';
import { isPlantDay } from '#domain/plant-day.ts';
import { parseUtcOffset } from '#domain/utc-offset.ts';
import { commandFolder } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { Parse } from './declare-command.ts';

// What the values of options may be. Each names the option it was given to when it refuses a text.

/** An option's value that is not what it must be. */
export function refusal(option: string, expected: string, text: string): HeliographError {
  return new HeliographError('invalid_input', `${option} must be ${expected}, not "${text}"`);
}

/** The text as it is. */
export const anyText: Parse<string> = (text) => text;

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): Parse<number> {
  return (text, option) => {
    const value = Number(text);
    if (/^[+-]?\d+$/.test(text) && value >= min && value <= max) return value;
    throw refusal(option, `a whole number from ${min} to ${max}`, text);
  };
}

/** A number above 0. */
export const positiveNumber: Parse<number> = (text, option) => {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw refusal(option, 'a number above 0', text);
};

/** Minutes of an offset like +01:00. */
export const utcOffset: Parse<number> = (text, option) => {
  const minutes = parseUtcOffset(text);
  if (minutes !== null) return minutes;
  throw refusal(option, 'like +01:00', text);
};

/** A day that there is, as YYYY-MM-DD. */
export const plantDay: Parse<string> = (text, option) => {
  if (isPlantDay(text)) return text;
  throw refusal(option, 'a date YYYY-MM-DD', text);
};

/** A file or folder: npm runs scripts in the project's folder, but names are meant from where the user stands. */
export const filePath: Parse<string> = (text) => path.resolve(commandFolder(), text);

/** One of some words. */
export function oneOf<Word extends string>(words: readonly Word[]): Parse<Word> {
  const expected = words.length > 2 ? `one of ${words.join(', ')}` : words.join(' or ');
  return (text, option) => {
    const word = words.find((known) => known === text);
    if (word !== undefined) return word;
    throw refusal(option, expected, text);
  };
}

/** Values with commas between, each once. */
export function listOf<Value>(parse: Parse<Value>): Parse<Value[]> {
  return (text, option) => [...new Set(text.split(',').map((word) => parse(word.trim(), option)))];
}
