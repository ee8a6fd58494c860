import { DEVICE_MARK } from '#domain/column-map.ts';

/** Patterns of two quantities' columns, and the arrays that they are of. */
export interface WidePatterns {
  first: string;
  second: string;
  devices: string[];
}

/** Patterns by which each of several columns of one quantity has its like of the other; null where there are none. */
export function patternsOf(first: readonly string[], second: readonly string[]): WidePatterns | null {
  if (first.length < 2 || first.length !== second.length) return null;
  for (const whole of [true, false]) {
    const [one, other] = [patternOf(first, whole), patternOf(second, whole)];
    if (!one || !other) continue;
    const same = one.devices.every((device) => other.devices.includes(device));
    if (same) return { first: one.pattern, second: other.pattern, devices: one.devices };
  }
  return null;
}

/** What all have before and behind the part by which they differ; `whole` words of it where names have them. */
function patternOf(columns: readonly string[], whole: boolean): { pattern: string; devices: string[] } | null {
  const [model = ''] = columns;
  let before = 0;
  while (before < model.length && columns.every((column) => column[before] === model[before])) before++;
  let after = 0;
  const shortest = Math.min(...columns.map((column) => column.length)) - before;
  while (after < shortest && columns.every((column) => column.at(-1 - after) === model.at(-1 - after))) after++;
  if (whole) while (before > 0 && /[\p{L}\p{N}]/u.test(model[before - 1] ?? '')) before--;
  // A number is told apart as a whole.
  while (after > 0 && /\d/.test(model.at(-after) ?? '')) after--;
  while (before > 0 && /\d/.test(model[before - 1] ?? '')) before--;
  const [prefix, suffix] = [model.slice(0, before), model.slice(model.length - after)];
  if (prefix === '' && suffix === '') return null;
  const devices = columns.map((column) => column.slice(before, column.length - after));
  if (devices.some((device) => device === '')) return null;
  return { pattern: `${prefix}${DEVICE_MARK}${suffix}`, devices };
}
