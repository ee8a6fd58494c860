import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  decodePlantDay,
  encodeOutcomes,
  OUTCOMES,
  type OutcomeColumns,
  type PlantGridView,
  plantGridViewSchema,
} from '#domain/plant-grid.ts';

const plant = { id: 'demo', name: 'Demo', utcOffsetMinutes: 60, arrays: 3 };
const layout = {
  version: 'v1',
  deviceIds: ['A000000001', 'A000000002', 'A000000003'],
  rows: [1, 1, 2],
  columns: [1, 2, 1],
};
const outcomes = [
  { outcome: 'arc_fault', confidence: 0.98765, coverage: 1, lossKwh: 3.2146, lossUncertaintyKwh: 0.4 },
  { outcome: 'unfamiliar', confidence: 0.4, coverage: 0, lossKwh: -0.25, lossUncertaintyKwh: 0.4 },
  { outcome: null, confidence: null, coverage: null, lossKwh: null, lossUncertaintyKwh: null },
];
const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const gridOf = ({ codes, confidence, coverage, loss }: OutcomeColumns): PlantGridView => ({
  plant,
  day: '2026-11-23',
  run: null,
  newerRun: null,
  layout: 'v1',
  codes: toBase64(codes),
  confidence: toBase64(confidence),
  coverage: toBase64(coverage),
  loss: toBase64(loss),
});

describe('the grid of a plant in columns', () => {
  it('gives back what was put in, to a ten-thousandth and a watt hour', () => {
    const { cells } = decodePlantDay(plantGridViewSchema.parse(gridOf(encodeOutcomes(outcomes))), layout);
    const [first, second, third] = cells;
    expect(first).toEqual({
      deviceId: 'A000000001',
      row: 1,
      column: 1,
      condition: 'arc_fault',
      reason: null,
      confidence: 0.9877,
      coverage: 1,
      lossKwh: 3.215,
      withinUncertainty: false,
    });
    expect(second).toMatchObject({ condition: null, reason: 'unfamiliar', lossKwh: -0.25, withinUncertainty: true });
    expect(third).toMatchObject({ condition: null, reason: null, confidence: null, coverage: null, lossKwh: null });
  });

  it('knows every outcome there is', () => {
    const unknown = { confidence: null, coverage: null, lossKwh: null, lossUncertaintyKwh: null };
    const all = OUTCOMES.map((outcome) => ({ outcome, ...unknown }));
    const ids = OUTCOMES.map((outcome) => outcome.slice(0, 10));
    const day = decodePlantDay(gridOf(encodeOutcomes(all)), {
      version: 'v1',
      deviceIds: ids,
      rows: ids.map(() => 1),
      columns: ids.map((_, at) => at),
    });
    expect(day.cells.map(({ condition, reason }) => condition ?? reason)).toEqual([...OUTCOMES]);
  });

  it('refuses a layout it was not made for', () => {
    expect(() => decodePlantDay(gridOf(encodeOutcomes(outcomes)), { ...layout, version: 'v2' })).toThrow(
      /another layout/,
    );
    expect(() => decodePlantDay(gridOf(encodeOutcomes(outcomes.slice(1))), layout)).toThrow(/another layout/);
  });

  it('stays under 100 KB of gzip for 10,000 arrays whose every digit is noise', () => {
    const noise = Array.from({ length: 10_000 }, () => ({
      outcome: OUTCOMES[Math.floor(Math.random() * OUTCOMES.length)] ?? null,
      confidence: Math.random(),
      coverage: Math.random(),
      lossKwh: Math.random() * 30,
      lossUncertaintyKwh: Math.random() * 30,
    }));
    expect(gzipSync(JSON.stringify(gridOf(encodeOutcomes(noise)))).length).toBeLessThan(100 * 1024);
  });
});
