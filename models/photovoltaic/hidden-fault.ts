import type { Fault } from './faults.ts';
import { coveredPart } from './light-on-arrays.ts';
import type { Outage } from './outages.ts';
import type { Life } from './plant-life.ts';
import { limitPartAt } from './power-limit.ts';
import type { WeatherDay } from './weather-day.ts';

/** A fault of which no more than this part of its lit time is hidden is still its label. */
const MOST_HIDDEN = 0.5;
/** Light under snow below which an array shows nothing. */
const DARK_COVER = 0.3;

/** A life that leaves each of the faults to be seen; see `lifeBeside`. Soiling as a part of the light. */
export function lifeBesideFaults(
  life: Life,
  faults: readonly (Fault | null)[],
  weather: WeatherDay,
  soiling: number,
  dawn: number,
  dusk: number,
): Life {
  const powerPart = weather.poaIrradiance.map((light, slot) => {
    const heat = (weather.airTemperature[slot] as number) + light / 30;
    return (light / 1000) * (1 - soiling) * (1 - 0.004 * (heat - 25));
  });
  return faults.reduce((left, fault) => {
    if (!fault || fault.onsetSlot === null) return left;
    return lifeBeside(left, [Math.max(fault.onsetSlot, dawn), fault.endSlot ?? dusk], powerPart);
  }, life);
}

/**
 * A life that leaves a fault to be seen: what hides it for over half of its lit time (outages, a power limit, snow, and
 * that only if it must) is dropped, the worst first.
 * @param from first slot of the fault; to the slot after its last one
 * @param powerPart what the array would give without any of it, as part of its power at STC, a value a slot
 */
export function lifeBeside(life: Life, [from, to]: readonly [number, number], powerPart: Float64Array): Life {
  let left = life;
  for (;;) {
    const hiders = [
      { hides: (slot: number) => isOut(left.plant.outages, slot), drop: withPlant(left, { outages: [] }) },
      {
        hides: (slot: number) => isOut(left.array.outages, slot),
        drop: { ...left, array: { ...left.array, outages: [] } },
      },
      { hides: (slot: number) => isLimited(left, slot, powerPart), drop: withPlant(left, { limit: null }) },
      { hides: (slot: number) => isCovered(left, slot), drop: withPlant(left, { covers: [] }) },
    ];
    const hidden = new Float64Array(hiders.length);
    let [lit, hiddenByAny] = [0, 0];
    for (let slot = from; slot < to; slot++) {
      if ((powerPart[slot] as number) <= 0) continue;
      lit++;
      let any = false;
      hiders.forEach(({ hides }, index) => {
        if (!hides(slot)) return;
        hidden[index] = (hidden[index] as number) + 1;
        any = true;
      });
      if (any) hiddenByAny++;
    }
    if (hiddenByAny <= MOST_HIDDEN * lit) return left;
    const worst = hidden.indexOf(Math.max(...hidden));
    left = (hiders[worst] as (typeof hiders)[number]).drop;
  }
}

const withPlant = (life: Life, change: Partial<Life['plant']>): Life => ({
  ...life,
  plant: { ...life.plant, ...change },
});

const isOut = (outages: readonly Outage[], slot: number) => outages.some(({ from, to }) => slot >= from && slot < to);

function isLimited({ plant: { limit } }: Life, slot: number, powerPart: Float64Array): boolean {
  return limit !== null && limitPartAt(limit, slot) < (powerPart[slot] as number);
}

function isCovered({ plant: { covers } }: Life, slot: number): boolean {
  return covers.some((cover) => coveredPart(cover, slot) > 0.5 && cover.light < DARK_COVER);
}
