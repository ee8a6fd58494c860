import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { FileReadings } from '#jobs/commands/classify/collect-array-days.ts';
import { countState, LIMITED, OFF, SWEEP } from '#models/operation/operating-state.ts';
import { deviationsAt, NAMEPLATE_REFERENCE } from '#models/operation/reference.ts';
import { operationOf } from './array-days.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph nights '));
});
afterAll(() => rm(folder, { recursive: true }));

async function operationIn(name: string) {
  const file = path.join(folder, `${name}.csv`);
  await writeFile(file, gunzipSync(await readFile(`tests/golden/readings/${name}.csv.gz`)));
  const readings = await FileReadings.read([file], { utcOffsetMinutes: 0 });
  const source = readings.source(DEFAULT_NAMEPLATE);
  const days: ArraySeries[] = [];
  for (const day of source.days()) for await (const { series } of source.arrayDaysOf(day)) days.push(series);
  await readings.close();
  const [series, ...others] = days;
  if (!series || others.length > 0) throw new Error(`${name} is not one array-day`);
  return operationOf(series);
}

it('a day tells the same of an array whether its logger slept through the nights or not: weights, deviations, states', async () => {
  const [full, gap] = await Promise.all([operationIn('night-full'), operationIn('night-gap')]);
  expect(gap.ratios.weight).toEqual(full.ratios.weight);
  let counted = 0;
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    if (full.ratios.weight[slot] === 0) continue;
    counted++;
    const deviations = deviationsAt(full.ratios, NAMEPLATE_REFERENCE, slot);
    expect(deviationsAt(gap.ratios, NAMEPLATE_REFERENCE, slot), `${slot}`).toEqual(deviations);
  }
  expect(counted).toBeGreaterThan(2000);
  expect(gap.states).toEqual(full.states);
});

it('a healthy array of a file is neither limited nor off, and its tracker does not search', async () => {
  const { states } = await operationIn('night-full');
  expect([LIMITED, OFF, SWEEP].map((state) => countState(states, state))).toEqual([0, 0, 0]);
});
