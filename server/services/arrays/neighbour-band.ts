import type { PowerView } from '#domain/array-insight.ts';
import type { ArraySeries } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { SLOT_SECONDS, SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { quartilesOf } from '#models/series/quartiles.ts';
import type { Neighbour } from '#server/services/arrays/read-neighbours.ts';

/** 5 minutes: the arrays of a plant see the same cloud at slightly different times. */
const SLOTS_PER_BIN = 15;
const BINS = SLOTS_PER_DAY / SLOTS_PER_BIN;

const stcPower = ({ vMp, iMp }: Nameplate) => vMp * iMp;

/** Quartiles of the neighbours' power, each as if it had this array's nameplate; null for fewer than three. */
export function neighbourBandOf(neighbours: readonly Neighbour[], nameplate: Nameplate): PowerView['band'] {
  if (neighbours.length < 3) return null;
  const powers = neighbours.map(({ array, silver }) => {
    const scale = stcPower(nameplate) / stcPower(array.nameplate);
    return binnedPower(silver.series).map((power) => power * scale);
  });
  const quartiles = Array.from({ length: BINS }, (_, bin) => quartilesOf(powers.map((power) => power[bin] as number)));
  const watts = (index: 0 | 1 | 2) => quartiles.map((entry) => entry && Math.round(entry[index]));
  return {
    deviceIds: neighbours.map(({ array }) => array.deviceId),
    binSeconds: SLOTS_PER_BIN * SLOT_SECONDS,
    lower: watts(0),
    median: watts(1),
    upper: watts(2),
  };
}

/** Mean power of each bin, W, of the slots with a reading; NaN where there is none. */
function binnedPower({ voltage, current }: ArraySeries): Float64Array {
  return Float64Array.from({ length: BINS }, (_, bin) => {
    let [sum, count] = [0, 0];
    for (let slot = bin * SLOTS_PER_BIN; slot < (bin + 1) * SLOTS_PER_BIN; slot++) {
      const power = (voltage[slot] as number) * (current[slot] as number);
      if (Number.isNaN(power)) continue;
      sum += power;
      count++;
    }
    return count > 0 ? sum / count : Number.NaN;
  });
}
