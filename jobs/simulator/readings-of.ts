import type { ArraySeries } from '#domain/channels.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { InjectedStretch } from '#models/photovoltaic/injected-failures.ts';
import type { ReadingRecord } from '#server/gateways/readings/avro-schema.ts';

export interface ReportingArray {
  deviceId: string;
  series: ArraySeries;
  injected: readonly InjectedStretch[];
  /** When within a slot the array's logger samples. */
  phaseMs: number;
}

/** The readings of a day in the order they would arrive; `arrays` ascend in phase. */
export function* readingsOf(arrays: readonly ReportingArray[], dayStartMs: number): Generator<ReadingRecord> {
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    for (const array of arrays) {
      const { deviceId, phaseMs } = array;
      const values = valuesAt(array, slot);
      // A slot in which the array sent nothing has no reading at all.
      if (!values) continue;
      const timestamp = dayStartMs + slot * SLOT_SECONDS * 1000 + phaseMs;
      const stale = isDoubled(array, slot) ? valuesAt(array, slot - 1) : null;
      // A logger that stamps twice sends what it still had first: the last one is right.
      if (stale) yield { deviceId, timestamp, ...stale };
      yield { deviceId, timestamp, ...values };
    }
  }
}

function valuesAt({ series }: ReportingArray, slot: number) {
  const values = {
    voltage: series.voltage[slot] ?? Number.NaN,
    current: series.current[slot] ?? Number.NaN,
    temperature: series.temperature[slot] ?? Number.NaN,
    irradiance: series.irradiance[slot] ?? Number.NaN,
  };
  return Number.isNaN(values.voltage + values.current + values.temperature + values.irradiance) ? null : values;
}

function isDoubled({ injected }: ReportingArray, slot: number): boolean {
  return injected.some(({ kind, from, to }) => kind === 'duplicate_stamps' && slot >= from && slot < to);
}
