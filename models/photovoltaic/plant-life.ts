import type { Json } from './faults.ts';
import { type Cover, drawFacing, drawLowSun, drawSnow, type Facing } from './light-on-arrays.ts';
import { litSlots } from './lit-slots.ts';
import { drawOutages, drawSweep, type Outage, type Sweep } from './outages.ts';
import { drawPowerLimit, type PowerLimit } from './power-limit.ts';
import { drawPyranometer, type Pyranometer } from './pyranometer.ts';
import type { Random } from './random.ts';
import { drawNight, drawSampling, type Night, type Sampling } from './reporting.ts';
import { drawResidual, type Residual } from './residual.ts';
import { drawThermometer, type Thermometer } from './thermometer.ts';
import type { WeatherDay } from './weather-day.ts';
import { LIFE } from './wide-ranges.ts';

/** What befalls all arrays of a plant on a day without being a fault of one; most days little. */
export interface PlantLife {
  /** Lit slots [dawn, dusk). */
  lit: readonly [number, number];
  limit: PowerLimit | null;
  outages: readonly Outage[];
  sweep: Sweep | null;
  covers: readonly Cover[];
  facing: Facing | null;
  pyranometer: Pyranometer | null;
  thermometer: Thermometer | null;
  night: Night | null;
  sampling: Sampling | null;
}

/** What befalls one array alone, on top. */
export interface ArrayLife {
  outages: readonly Outage[];
  sweep: Sweep | null;
  thermometer: Thermometer | null;
  residual: Residual | null;
}

export interface Life {
  plant: PlantLife;
  array: ArrayLife;
}

/** A day on which nothing happens: put what you want to see into a copy of it. */
export function quietLife(weather: WeatherDay): Life {
  const nothing = { outages: [], sweep: null, thermometer: null };
  const lit = litSlots(weather);
  const more = { limit: null, covers: [], facing: null, pyranometer: null, night: null, sampling: null };
  return { plant: { lit, ...nothing, ...more }, array: { ...nothing, residual: null } };
}

/** Draws a plant's day: each kind has its chance in `LIFE` and a stream of its own, so that one moves no other. */
export function drawPlantLife(random: Random, weather: WeatherDay): PlantLife {
  const lit = litSlots(weather);
  const [dawn, dusk] = lit;
  const maybe = <T>(label: string, chance: number, draw: (own: Random) => T): T | null => {
    const own = random.fork(label);
    return own.chance(chance) ? draw(own) : null;
  };
  const covers = [
    maybe('snow', LIFE.snow.chance, (own) => drawSnow(own, dawn, dusk)),
    maybe('low sun', LIFE.lowSun.chance, (own) => drawLowSun(own, dawn, dusk)),
  ].filter((cover) => cover !== null);
  return {
    lit,
    limit: maybe('limit', LIFE.limit.chance, (own) => drawPowerLimit(own, dawn, dusk)),
    outages: drawOutages(random.fork('outages'), dawn, dusk, 1),
    sweep: maybe('sweep', LIFE.sweep.chance, drawSweep),
    covers,
    facing: maybe('facing', LIFE.facing.chance, (own) => drawFacing(own, weather)),
    pyranometer: drawPyranometer(random.fork('pyranometer'), weather, lit, covers),
    thermometer: drawThermometer(random.fork('thermometer'), 1),
    night: maybe('night', LIFE.night.chance, drawNight),
    sampling: maybe('sampling', LIFE.sampling.chance, drawSampling),
  };
}

/** Draws what one array has alone. Without the plant's weather it knows its daylight from the plant's life. */
export function drawArrayLife(random: Random, plant: PlantLife): ArrayLife {
  const [dawn, dusk] = plant.lit;
  const { outageFactor, sweepChance, thermometerFactor } = LIFE.own;
  const sweeps = random.fork('sweep');
  return {
    outages: drawOutages(random.fork('outages'), dawn, dusk, outageFactor),
    sweep: sweeps.chance(sweepChance) ? drawSweep(sweeps) : null,
    thermometer: drawThermometer(random.fork('thermometer'), thermometerFactor),
    residual: drawResidual(random.fork('residual'), plant.lit),
  };
}

/** A life for the record: JSON without the values a slot. */
export function describeLife(life: Life): Readonly<Record<string, Json>> {
  const text = JSON.stringify(life, (_, value: unknown) => (value instanceof Float64Array ? undefined : value));
  return JSON.parse(text) as Readonly<Record<string, Json>>;
}
