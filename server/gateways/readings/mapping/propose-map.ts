import path from 'node:path';
import {
  MAP_QUANTITIES,
  type MapQuantity,
  NO_COLUMN,
  TIME_FORMATS,
  type TimeFormat,
  unitInName,
} from '#domain/column-map.ts';
import { printable } from '#domain/printable.ts';
import { formatsThatFit } from '#server/gateways/readings/rows/date-formats.ts';
import { looksLike } from '#server/gateways/readings/rows/epoch-numbers.ts';
import { columnsLike } from './column-words.ts';
import { patternsOf } from './wide-patterns.ts';

/** How a file begins: its header and some rows; no delimiter where it is no CSV. */
export interface SampledFile {
  delimiter: string | null;
  records: readonly (readonly string[])[];
}

interface Found {
  /** "voltage "Udc1" in V". */
  said: string[];
  /** "voltage=Udc1". */
  map: string[];
  /** What cannot be told. */
  questions: string[];
}

const LONGEST_QUESTION = 6;

/**
 * One line on what a file's columns look like, with the options that would read it so; null where nothing in it looks like
 * readings. Nothing is taken for true: whoever reads it decides.
 */
export function proposalFor(file: SampledFile, name: string): string | null {
  const logger = file.records[0]?.[0] === 'TOA5';
  // A Campbell logger's file: what it is, names, units, how they were reduced.
  const [header = [], ...rows] = logger ? [file.records[1] ?? [], ...file.records.slice(4)] : file.records;
  const found: Found = { said: [], map: [], questions: [] };
  const cells = (column: string) => {
    const place = header.indexOf(column);
    return rows.map((row) => row[place] ?? '').filter((cell) => cell !== '');
  };
  const decimalComma =
    file.delimiter !== ',' &&
    MAP_QUANTITIES.some((quantity) =>
      columnsLike(quantity, header).some((column) => cells(column).some((cell) => /^[+-]?\d+,\d+$/.test(cell))),
    );
  findTime(header, cells, found);
  findQuantities(header, cells, found);
  if (found.map.every((pair) => pair.endsWith(`=${NO_COLUMN}`))) return null;
  const hasDevice = findDevice(header, found);
  const options = [
    ...(logger ? ['--header-line 2', '--data-line 5'] : []),
    ...(file.delimiter === null || file.delimiter === ',' ? [] : [`--delimiter ${shellDelimiter(file.delimiter)}`]),
    ...(decimalComma ? ['--decimal ,'] : []),
    ...(hasDevice ? [] : [`--device ${quoted(path.basename(name).replace(/\.[^.]*$/, '') || 'NAME')}`]),
    `--map ${quoted(found.map.join(','))}`,
  ];
  const said = [
    ...(logger ? ['a Campbell logger’s file'] : []),
    ...(file.delimiter === null ? [] : [`delimiter ${file.delimiter === '\t' ? 'tab' : `'${file.delimiter}'`}`]),
    ...(decimalComma ? ['decimal comma'] : []),
    ...found.said,
  ];
  const questions = found.questions.length > 0 ? `; to be answered first: ${found.questions.join('; ')}` : '';
  return printable(`looks like: ${said.join(', ')}${questions}; if so, pass ${options.join(' ')}`);
}

type Cells = (column: string) => string[];

function findTime(header: readonly string[], cells: Cells, found: Found): void {
  const [column, ...others] = columnsLike('timestamp', header);
  if (column === undefined) {
    found.questions.push('which column is the time?');
    return;
  }
  const clock = others.find(
    (other) => cells(other).length > 0 && cells(other).every((cell) => /^\d{1,2}:\d{2}/.test(cell)),
  );
  const days = cells(column);
  const isDay = clock !== undefined && days.every((day) => !/\d:\d/.test(day));
  const format = timeFormatOf(isDay ? days.map((day) => `${day} 00:00`) : days);
  const formatted = format.told === null || format.told === 'iso' ? column : `${column}:${format.told}`;
  const as = format.said === null ? '' : ` (${format.said})`;
  if (isDay) {
    found.said.push(`date '${column}'${as}`, `time '${clock}'`);
    found.map.push(`date=${formatted}`, `time=${clock}`);
  } else {
    found.said.push(`timestamp '${column}'${as}`);
    found.map.push(`timestamp=${formatted}`);
  }
  if (format.question) found.questions.push(format.question);
}

interface TimeLook {
  told: TimeFormat | null;
  said: string | null;
  question?: string;
}

function timeFormatOf(texts: readonly string[]): TimeLook {
  if (texts.length === 0) return { told: null, said: null };
  if (texts.every((text) => /^\d+(\.\d+)?$/.test(text))) {
    const look = looksLike(Number(texts[0]));
    const unit = { 'epoch seconds': 's', 'epoch microseconds': 'us', 'epoch nanoseconds': 'ns' }[look];
    return unit ? { told: unit as TimeFormat, said: look } : { told: null, said: null };
  }
  const dated = TIME_FORMATS.filter((format) => format.includes('d'));
  const fitting = formatsThatFit(texts, dated);
  const [first = null, second] = fitting;
  if (first === 'dd/mm/yyyy' && second === 'mm/dd/yyyy') {
    // No format is told: pasted as it is, the map is refused with the same question.
    return { told: null, said: 'dd/mm/yyyy or mm/dd/yyyy', question: `is "${texts[0]}" day first or month first?` };
  }
  return { told: first, said: first };
}

function findQuantities(header: readonly string[], cells: Cells, found: Found): void {
  const like = new Map(MAP_QUANTITIES.map((quantity) => [quantity, columnsLike(quantity, header)]));
  const taken = found.map.map((pair) => pair.replace(/^\w+=/, ''));
  const of = (quantity: MapQuantity) => like.get(quantity)?.filter((column) => !taken.includes(column)) ?? [];
  const second = of('current').length > 0 ? 'current' : 'power';
  const wide = patternsOf(of('voltage'), of(second));
  const add = (quantity: MapQuantity, column: string, sample: string) => {
    const unit = unitInName(quantity, sample) ?? unitOf(quantity, cells(sample));
    const own = { voltage: 'V', current: 'A', power: 'W', irradiance: 'W/m2' }[quantity as string] ?? 'degC';
    found.said.push(`${quantity} '${column}' in ${unit ?? own}`);
    found.map.push(`${quantity}=${column}${unit === null || unit === own ? '' : `:${unit}`}`);
  };
  for (const quantity of ['voltage', second, 'temperature', 'airTemperature', 'irradiance'] as const) {
    const columns = of(quantity);
    const [first, ...others] = columns;
    const pattern = quantity === 'voltage' ? wide?.first : quantity === second ? wide?.second : undefined;
    if (pattern !== undefined && first !== undefined) {
      add(quantity, pattern, first);
      continue;
    }
    if (first === undefined) {
      if (quantity === 'temperature') {
        found.said.push('no module temperature');
        found.map.push(`temperature=${NO_COLUMN}`);
      } else if (quantity !== 'airTemperature') found.questions.push(`which column is the ${quantity}?`);
      continue;
    }
    add(quantity, first, first);
    const rest = others.slice(0, LONGEST_QUESTION).map((column) => `'${column}'`);
    if (rest.length > 0) found.questions.push(`${quantity} could be ${rest.join(', ')} as well`);
  }
  if (wide)
    found.said.push(`${wide.devices.length} arrays, a column each (${wide.devices.slice(0, 3).join(', ')}, ...)`);
}

/** A unit that the values show: nothing but kelvin is above 150, and no light is under 2 W/m² all day. */
function unitOf(quantity: MapQuantity, texts: readonly string[]): string | null {
  const values = texts.map((text) => Number(text.replace(',', '.'))).filter(Number.isFinite);
  if (values.length === 0) return null;
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  if ((quantity === 'temperature' || quantity === 'airTemperature') && values.every((value) => value > 200)) return 'K';
  if (quantity === 'irradiance' && largest > 0.3 && largest < 2) return 'kW/m2';
  if (quantity === 'voltage' && largest > 5000) return 'mV';
  return null;
}

function findDevice(header: readonly string[], found: Found): boolean {
  const [device] = columnsLike('deviceId', header);
  const isWide = found.map.some((pair) => pair.includes('{device}'));
  if (device === undefined) return isWide;
  found.said.push(`deviceId '${device}'`);
  found.map.push(`deviceId=${device}`);
  return true;
}

const shellDelimiter = (delimiter: string) => (delimiter === '\t' ? 'tab' : `'${delimiter}'`);

/** As a shell takes it. */
const quoted = (text: string) => (/^[\w./:=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
