import type { ImageChannel } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import type { ArrayOperation } from '#models/operation/array-operation.ts';
import { LIMITED, OFF, RUNNING, SWEEP, UNKNOWN } from '#models/operation/operating-state.ts';
import { deviationsAt, type Reference } from '#models/operation/reference.ts';

/** Values of the operating state's channel: as light as it is while running, half of it while limited. */
const OFF_LEVEL = -0.5;
const LIMITED_PART = 0.5;

export interface ChannelInput {
  operation: ArrayOperation;
  reference: Reference;
  nameplate: Nameplate;
}

/**
 * The series of a channel, without gaps: 4,320 finite values, about 0..1.3.
 * - `voltage`, `current` by the nameplate, `temperature` by 50 °C, `irradiance` by 1000 W/m²;
 * - `..._deviation`: parts by which the measured value is off the reference, times the slot's weight: 0 in the dark, while off, and
 *   (of the voltage) while limited;
 * - `operating_state`: the slot's weight while running, half of it while limited, -0.5 while off, 0 in the dark.
 */
export function channelSeriesOf(
  channel: ImageChannel,
  { operation, reference, nameplate }: ChannelInput,
): Float32Array {
  const { series } = operation.completed;
  const { ratios, states } = operation;
  switch (channel) {
    case 'voltage':
      return series.voltage.map((value) => value / nameplate.vMp);
    case 'current':
      return series.current.map((value) => value / nameplate.iMp);
    case 'temperature':
      return series.temperature.map((value) => value / 50);
    case 'irradiance':
      return ratios.irradiance.map((value) => value / 1000);
    case 'operating_state':
      return held(states, (slot, state) => {
        if (state === OFF) return OFF_LEVEL;
        return (ratios.weight[slot] as number) * (state === LIMITED ? LIMITED_PART : 1);
      });
    case 'photocurrent_deviation':
      return held(states, (slot, state) =>
        state === OFF ? 0 : (ratios.weight[slot] as number) * deviationsAt(ratios, reference, slot).photocurrent,
      );
    case 'voltage_deviation':
      return held(states, (slot, state) =>
        state === RUNNING ? (ratios.weight[slot] as number) * deviationsAt(ratios, reference, slot).voltage : 0,
      );
    case 'current_deviation':
      return held(states, (slot, state) => {
        if (state === OFF) return 0;
        const ratio = (ratios.current[slot] as number) / reference.photocurrent(slot);
        return (ratios.weight[slot] as number) * Math.min(Math.max(ratio - 1, -1), 0.5);
      });
  }
}

/** Values slot by slot; what a sweep or a gap hides is a straight line between what is known. */
function held(states: Uint8Array, valueAt: (slot: number, state: number) => number): Float32Array {
  const values = new Float32Array(SLOTS_PER_DAY);
  let last = -1;
  for (let slot = 0; slot <= SLOTS_PER_DAY; slot++) {
    const state = states[slot];
    if (state === SWEEP || state === UNKNOWN) continue;
    if (slot < SLOTS_PER_DAY) values[slot] = valueAt(slot, state ?? UNKNOWN);
    if (slot - last > 1) bridge(values, last, slot);
    last = slot;
  }
  return values;
}

/** Fills the slots between two known ones; beyond the day's ends the one that is there is held. */
function bridge(values: Float32Array, before: number, after: number): void {
  const right = after < values.length ? (values[after] as number) : (values[before] ?? 0);
  const left = before >= 0 ? (values[before] as number) : right;
  for (let slot = before + 1; slot < Math.min(after, values.length); slot++) {
    values[slot] = left + ((right - left) * (slot - before)) / (after - before);
  }
}
