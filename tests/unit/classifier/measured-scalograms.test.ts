import { expect, it } from 'vitest';
import type { ArraySeries } from '#domain/channels.ts';
import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import { MEASURED_PREPROCESSING, measuredImageOf } from '#models/classifier/measured-scalograms.ts';
import { scalogramValueOf } from '#models/classifier/preprocessing.ts';

const SLOTS = 4320;
const constant = (value: number) => new Float32Array(SLOTS).fill(value);

/** A current that swings by 1 A with a period of 20 min, everything else still. */
const swinging = (): ArraySeries => ({
  voltage: constant(180),
  current: constant(8).map((value, slot) => value + Math.sin((2 * Math.PI * slot) / 60)),
  temperature: constant(30),
  irradiance: constant(800),
});

it('shows a swing of a channel as its amplitude in that channel, and nothing in the others', () => {
  const image = measuredImageOf(swinging(), DEFAULT_NAMEPLATE) ?? new Uint8Array();
  const amplitudes = Array.from({ length: 64 }, (_, row) =>
    scalogramValueOf(image[(row * 64 + 32) * 4 + 1] ?? 0, 'current', MEASURED_PREPROCESSING, DEFAULT_NAMEPLATE),
  );
  expect(Math.max(...amplitudes)).toBeCloseTo(1, 1);
  const voltage = Array.from({ length: 64 }, (_, row) => image[(row * 64 + 32) * 4] ?? 255);
  expect(Math.max(...voltage)).toBeLessThan(20);
});

it('is none where a channel holds no value at all', () => {
  expect(measuredImageOf({ ...swinging(), voltage: constant(Number.NaN) }, DEFAULT_NAMEPLATE)).toBeNull();
});
