import type { OwnDayProfile } from '#domain/day-profile.ts';
import { emptyCounts } from '#domain/reading-counts.ts';
import type { ScalogramRow, SilverRow } from '#domain/silver.ts';
import { decideVerdict, noVerdict } from '#domain/verdict.ts';
import { emptySeries } from '#models/series/series-grid.ts';
import type { DayVerdict } from '#server/gateways/parquet/gold-file.ts';
import { evidenceWith } from '../domain/evidence.ts';

/** A row of silver with gaps; every fifth could not be processed. */
export function silverRow(index: number): SilverRow {
  const series = emptySeries();
  series.voltage.fill(100 + index, 10, 4000);
  series.irradiance[7] = index;
  return {
    deviceId: `DEMO${String(index).padStart(6, '0')}`,
    series,
    counts: { ...emptyCounts(), received: index },
    error: index % 5 === 0 ? 'out of memory' : null,
  };
}

/** An array-day's image, different for each index. */
export function scalogramRow(index: number): ScalogramRow {
  const image = new Uint8Array(64 * 64 * 4).map((_, pixel) => (pixel * 7 + index) % 256);
  return { deviceId: `DEMO${String(index).padStart(6, '0')}`, image };
}

/** Verdicts of all kinds: normal, two that cannot be told apart, uncertain, and one that the network was not asked for. */
export function goldVerdicts(day: string): DayVerdict[] {
  const thresholds = { fault: 0.6, normal: 0.6 };
  const energy = { expectedKwh: 21.5, measuredKwh: 14.25, lossKwh: 7.25, uncertaintyKwh: 1.125 };
  const judged = (device: number, coverage = 1, evidence = evidenceWith()) => ({
    deviceId: `DEMO00000${device}`,
    coverage,
    evidence,
  });
  const doubtful = evidenceWith({
    intervalSeconds: 300,
    limitedMinutes: 12.5,
    peers: 40,
    historyDays: 7,
    scaleVoltage: 0.95,
    scaleCurrent: 1.0125,
    deviationVoltage: null,
    deviationCurrent: -0.33,
    notLookedFor: ['arc_fault', 'partial_shading'],
  });
  const normal = decideVerdict(judged(2), [0.9, 0.02, 0.02, 0.02, 0.02, 0.02], thresholds);
  const torn = decideVerdict(judged(4, 1, doubtful), [0.1, 0.4, 0.1, 0.3, 0.05, 0.05], thresholds);
  const unsure = decideVerdict(judged(1, 0.98), [0.4, 0.35, 0.1, 0.05, 0.05, 0.05], thresholds);
  const nothing = { deviceId: 'DEMO000003', coverage: 0.2, evidence: null };
  return [
    { day, energy, profile: null, ...normal },
    { day, energy, profile: storableProfile(), ...torn },
    { day, energy, profile: null, ...unsure },
    { day, energy: null, profile: null, ...noVerdict(nothing, 'insufficient_data', '20 % of the daylight readings') },
  ];
}

/** A day's profile whose values a file holds to the last digit. */
function storableProfile(): OwnDayProfile {
  const table = (scale: number) =>
    Float32Array.from({ length: 48 }, (_, bin) =>
      bin < 14 || bin > 34 ? Number.NaN : ((2 * bin - 41) * scale) / 10_000,
    );
  return { photocurrent: table(37), voltage: table(-11) };
}
