import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { type CompletedSeries, completeSeries } from './complete-series.ts';
import { type DayRatios, dayRatiosOf } from './day-ratios.ts';
import { operatingStatesOf } from './operating-state.ts';
import { NAMEPLATE_REFERENCE, type Reference } from './reference.ts';

/** How an array operated on a day, as its readings and its nameplate tell. */
export interface ArrayOperation {
  completed: CompletedSeries;
  ratios: DayRatios;
  /** Indices into OPERATING_STATES, one per slot. */
  states: Uint8Array;
}

/**
 * Reads a day's operation off its series; null where voltage, current or irradiance hold no value at all.
 * @param airTemperature °C, for a day without module temperature
 */
export function arrayOperationOf(
  series: ArraySeries,
  nameplate: Nameplate,
  airTemperature: Float32Array | null = null,
): ArrayOperation | null {
  const completed = completeSeries(series, airTemperature);
  if (!completed) return null;
  const ratios = dayRatiosOf(completed, nameplate);
  return { completed, ratios, states: operatingStatesOf(completed, ratios, NAMEPLATE_REFERENCE) };
}

/** The same with states found against a better reference than the nameplate. */
export function operationAgainst(operation: ArrayOperation, reference: Reference): ArrayOperation {
  return { ...operation, states: operatingStatesOf(operation.completed, operation.ratios, reference) };
}
