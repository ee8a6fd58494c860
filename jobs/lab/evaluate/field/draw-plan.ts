import type { Condition } from '#domain/conditions.ts';
import { daylightOf, drawSky } from './covers.ts';
import { CS6U_330P } from './module-type.ts';
import type { Converter, Plan, Sensors, SkyClass } from './plan.ts';
import type { FieldRandom } from './random.ts';

export function drawConverter(random: FieldRandom): Converter {
  return {
    tracking: random.pick('perturb', 'incremental'),
    stepShare: random.logBetween(0.002, 0.01),
    windowShare: [random.between(0.3, 0.5), 1.6],
    startShare: random.between(0.3, 0.65),
    waitSlots: random.integer(2, 12),
    limit: { share: 9, style: 'to_voc', periodSlots: 9 },
    outages: [],
    offVoltage: random.pick('open', 'open', 'zero'),
    sweepEverySlots: random.chance(0.25) ? random.integer(30, 180) : 0,
    sweepCaught: false,
  };
}

export function drawSensors(random: FieldRandom): Sensors {
  return {
    pyranometer: {
      gain: 1,
      plane: 'array',
      eastM: random.normal(15),
      northM: random.normal(15),
      satelliteSlots: 0,
      nightOffset: random.between(-4, 0.5),
    },
    thermometer: { like: 'module', offsetK: 0, noiseK: 0.1 },
    nightVoltage: random.chance(0.5) ? 0 : random.between(0, 5),
    nightMissing: false,
    gaps: [],
    lost: random.chance(0.6) ? 0 : random.between(0, 0.02),
    units: { voltage: 1, current: 1, fahrenheit: false, irradiance: 1 },
  };
}

/** The class of a day's sky where a kind does not say. */
export function drawSkyClass(random: FieldRandom): SkyClass {
  return random.pick<SkyClass>('clear', 'clear', 'scattered', 'broken', 'broken', 'overcast', 'changing', 'changing');
}

function drawSite(random: FieldRandom): Plan['site'] {
  const latitudeDeg = random.sign() * random.between(15, 52);
  return {
    latitudeDeg,
    dayOfYear: random.integer(1, 365),
    noonShiftH: random.normal(0.35),
    clarity: random.between(0.9, 1.06),
    albedo: random.between(0.1, 0.3),
    horizonDeg: { east: random.between(0, 3), west: random.between(0, 3) },
  };
}

/** An ordinary plant on an ordinary day; kinds change what they are about. */
export function drawPlan(random: FieldRandom, condition: Condition): Plan {
  const site = drawSite(random.fork('site'));
  const skyClass = drawSkyClass(random.fork('sky-class'));
  const summer = Math.cos((2 * Math.PI * (site.dayOfYear - (site.latitudeDeg > 0 ? 200 : 17))) / 365);
  const latitude = Math.abs(site.latitudeDeg);
  const draw = random.fork('plan');
  return {
    site,
    air: {
      meanC: 28 - 0.35 * latitude + 0.22 * latitude * summer + draw.normal(3),
      swingK: draw.between(2, 8),
      windMs: draw.between(0.5, 4),
    },
    skyClass,
    sky: drawSky(skyClass, daylightOf(site.latitudeDeg, site.dayOfYear, site.noonShiftH), random.fork('sky')),
    mounts: [{ kind: 'fixed', tiltDeg: Math.max(5, latitude * draw.between(0.5, 1)), azimuthDeg: draw.normal(12) }],
    rowGroundCover: null,
    array: {
      module: CS6U_330P,
      modules: 5,
      strings: 3,
      blockingDiodes: false,
      soiling: draw.between(0, 0.05),
      degradation: draw.between(0, 0.04),
    },
    snow: null,
    converter: drawConverter(random.fork('converter')),
    sensors: drawSensors(random.fork('sensors')),
    sampling: { seconds: 20, as: 'pick' },
    registration: { vMp: 1, iMp: 1 },
    condition,
    alsoCondition: null,
  };
}

/** The plan with the sky of that class. */
export function underSky(plan: Plan, skyClass: SkyClass, random: FieldRandom): Plan {
  const { latitudeDeg, dayOfYear, noonShiftH } = plan.site;
  return {
    ...plan,
    skyClass,
    sky: drawSky(skyClass, daylightOf(latitudeDeg, dayOfYear, noonShiftH), random.fork(`sky-${skyClass}`)),
  };
}
