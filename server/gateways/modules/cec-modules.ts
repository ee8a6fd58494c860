import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { ModuleParameters } from '#domain/nameplate.ts';

/** A module of the list: its maximum power point at standard test conditions, V and A, and its single-diode parameters. */
export interface ListedModule {
  vMp: number;
  iMp: number;
  parameters: ModuleParameters;
}

const FILE = new URL('./cec-modules.csv.gz', import.meta.url);
const NEAR = 3;

let modules: ReadonlyMap<string, readonly string[]> | undefined;

/** The list by name, its numbers still as text: of 21,535 modules a plant has a few. */
function list(): ReadonlyMap<string, readonly string[]> {
  if (!modules) {
    const rows: string[][] = parse(gunzipSync(readFileSync(FILE)), { from_line: 2 });
    modules = new Map(rows.map((row) => [row[0] ?? '', row]));
  }
  return modules;
}

/** The module of the CEC list with exactly this name, or null. */
export function findListedModule(name: string): ListedModule | null {
  const row = list().get(name);
  if (!row) return null;
  const [vMp = 0, iMp = 0, iLRef = 0, iORef = 0, rS = 0, rShRef = 0, aRef = 0, alphaSc = 0, adjust = 0, cells = 0] = row
    .slice(1)
    .map(Number);
  const parameters = { name, iLRef, iORef, rS, rShRef, aRef, alphaSc, adjust, cellsInSeries: cells };
  return { vMp, iMp, parameters };
}

/** Up to three names of the list that look most like one that is not in it, the nearest first. */
export function nearModuleNames(name: string): string[] {
  const wanted = pairsOf(name);
  const scored = [...list().keys()].map((known) => ({ known, score: likeness(wanted, pairsOf(known)) }));
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, NEAR)
    .map(({ known }) => known);
}

/** Pairs of neighbouring letters and digits: what two spellings of a name have in common. */
function pairsOf(name: string): Set<string> {
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}

/** Dice's coefficient, 0..1; what holds the whole of the other counts the more. */
function likeness(wanted: ReadonlySet<string>, known: ReadonlySet<string>): number {
  let common = 0;
  for (const pair of wanted) if (known.has(pair)) common++;
  return (2 * common) / (wanted.size + known.size || 1) + common / (wanted.size || 1);
}
