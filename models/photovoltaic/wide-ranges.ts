// What days of `variety: 'wide'` are drawn from; those of the plain ones stand in ranges.ts. (*): chosen by us.

/**
 * Weather as wide as the field: for days asked for with `variety: 'wide'`. Limits of latitude, noon, tilt, air and
 * edges are those a network is to stand (*); a single-axis tracker turns by 60° at most, as products do.
 */
export const WIDE_WEATHER = {
  /** Degrees from the equator; one plant in `southChance` is south of it. */
  latitude: { lo: 0, hi: 65 },
  southChance: 0.35,
  noonShift: { lo: -120, hi: 120 },
  tilt: { lo: 0, hi: 60 },
  /** Degrees from the direction of the equator, east positive; most plants lie near it. */
  azimuth: { lo: -90, hi: 90 },
  nearEquatorward: { chance: 0.6, degrees: 15 },
  tracker: { chance: 0.15, turn: 60 },
  /** Days with less than so many hours above 150 W/m² of clear sky are drawn again. */
  leastHours: 3,
  clarity: { lo: 0.75, hi: 1.05 },
  dim: { chance: 0.12, factor: { lo: 0.3, hi: 0.9 } },
  air: { lo: -25, hi: 45 },
  climates: [
    { name: 'temperate', weight: 0.55, shift: { lo: -6, hi: 6 }, mean: null, swing: { lo: 3, hi: 8 } },
    { name: 'desert', weight: 0.25, shift: null, mean: { lo: 22, hi: 36 }, swing: { lo: 6, hi: 13 } },
    { name: 'frost', weight: 0.2, shift: null, mean: { lo: -20, hi: 2 }, swing: { lo: 2, hi: 7 } },
  ],
  meanWind: { lo: 0.3, hi: 9 },
  albedo: { lo: 0.15, hi: 0.25 },
} as const;

/** Clouds that other plants' days show and the five skies do not (*): chance of each, and how they look. */
export const TEXTURES = {
  chance: { isolated: 0.2, plateaus: 0.12, flicker: 0.1 },
  /** Flat tops, edges of 0 to 3 min. */
  isolated: {
    cloudMinutes: { lo: 1, hi: 15 },
    gapMinutes: { lo: 1, hi: 90 },
    edgeSeconds: { lo: 0, hi: 180 },
    transmittance: { lo: 0.15, hi: 0.8 },
    brightening: { lo: 0, hi: 0.12 },
  },
  /** Levels that stay for long, with edges between. */
  plateaus: { minutes: { lo: 15, hi: 180 }, level: { lo: 0.15, hi: 1.05 }, edgeSeconds: { lo: 0, hi: 180 } },
  /** Light that jumps from slot to slot: standard deviation and memory over 20 s. */
  flicker: { deviation: { lo: 0.12, hi: 0.35 }, memory: { lo: 0.2, hi: 0.85 }, level: { lo: 0.45, hi: 0.95 } },
} as const;

/** Arrays as wide as the field (*): see `drawWideArray`. */
export const WIDE_ARRAY = {
  modules: { lo: 4, hi: 30 },
  strings: { lo: 1, hi: 30 },
  usualStrings: { lo: 3, hi: 12 },
  defaultChance: 0.5,
  usualStringsChance: 0.8,
  scaledModuleChance: 0.5,
  blockingChance: 0.3,
  floatingChance: 0.2,
  /** Most are clean and young; the rest anywhere in the range. */
  soiling: { lo: 0, hi: 0.25 },
  degradation: { lo: 0, hi: 0.25 },
  usual: { chance: 0.7, soiling: { lo: 0, hi: 0.07 }, degradation: { lo: 0, hi: 0.08 } },
  /** Factors on a module's parameters, those of its kind held together. */
  module: {
    photocurrent: { lo: 0.75, hi: 1.6 },
    ideality: { lo: 0.94, hi: 1.06 },
    shunt: { lo: 0.4, hi: 3 },
    series: { lo: 0.6, hi: 1.6 },
    alpha: { lo: 0.5, hi: 1.5 },
    cells: [54, 60, 72, 96],
  },
  /** A nameplate is right within a few percent; some are off in voltage or current. */
  nameplate: { usual: 0.03, wrongChance: 0.15, wrong: { lo: 0.05, hi: 0.2 }, moduleKnownChance: 0.7 },
  unlikeStrings: 3,
  unlikeModules: 6,
} as const;

/** Arrays as most plants have them, registered as they are (*): see `drawUsualArray`. */
export const USUAL_ARRAY = {
  defaultChance: 0.65,
  modules: { lo: 4, hi: 12 },
  strings: { lo: 2, hi: 8 },
  otherModuleChance: 0.25,
  blockingChance: 0.1,
  soiling: WIDE_ARRAY.usual.soiling,
  degradation: WIDE_ARRAY.usual.degradation,
  moduleKnownChance: WIDE_ARRAY.nameplate.moduleKnownChance,
} as const;

/** What degradation does to a module (*): the part of it that light lost, the rest is series resistance. */
export const DEGRADATION = { photocurrentPart: 0.6 } as const;

/** Faults of arrays of any size, as parts of what the array has (*). */
export const SCALED_FAULTS = {
  lineLineModules: { lo: 0.1, hi: 0.6 },
  openStrings: { lo: 0.08, hi: 0.4 },
  shadedStrings: { lo: 0.1, hi: 0.6 },
  /** So many shadows of a large array differ, the others repeat them. */
  unlikeShadows: 3,
  /** A string as long as the default array's, modules: resistances, substrings and arcs grow with the string. */
  referenceModules: 5,
  longestArc: 2.5,
} as const;

/** What befalls a plant or an array on a day without any fault of an array (*): `chance` of each kind on a day. */
export const LIFE = {
  limit: {
    chance: 0.12,
    part: { lo: 0.15, hi: 0.95 },
    controls: ['fast', 'fast', 'slow', 'hunting', 'low'],
    kinds: ['whole_day', 'whole_day', 'part_of_day', 'zero_export'],
    partHours: { lo: 0.5, hi: 6 },
    zeroExport: { deviation: 0.45, memoryMinutes: { lo: 5, hi: 60 }, least: 0.05 },
    recoveryMinutes: { lo: 0.5, hi: 5 },
    hunting: { part: { lo: 0.005, hi: 0.04 }, minutes: { lo: 0.7, hi: 10 } },
    lowestPart: 0.2,
    /** However it hunts, it leaves so much of the power it may take. */
    leastPower: 0.3,
  },
  outage: {
    chance: { single: 0.06, wholeDay: 0.008, lateStart: 0.03, earlyEnd: 0.03, trips: 0.03 },
    /** Minutes of a single one; of the day for late starts and early ends. */
    singleMinutes: { lo: 10, hi: 400 },
    edgePart: { lo: 0.03, hi: 0.6 },
    trips: { lo: 2, hi: 7 },
    tripMinutes: { lo: 0.34, hi: 20 },
    zeroVoltageChance: 0.5,
  },
  sweep: { chance: 0.12, minutes: { lo: 5, hi: 90 }, seen: { lo: 0.2, hi: 1 }, lowestPart: { lo: 0.1, hi: 0.75 } },
  snow: {
    chance: 0.03,
    kinds: ['all', 'part', 'sliding'],
    light: { lo: 0.02, hi: 0.3 },
    part: { lo: 0.1, hi: 0.7 },
    slideMinutes: { lo: 10, hi: 120 },
    pyranometerChance: 0.3,
  },
  /** Rows that shade each other, or a horizon, while the sun is low. */
  lowSun: {
    chance: 0.1,
    minutes: { lo: 15, hi: 120 },
    horizonChance: 0.4,
    part: { lo: 0.1, hi: 0.5 },
    pyranometerChance: 0.5,
  },
  /** Some strings of all arrays look another way: east and west roofs. */
  facing: { chance: 0.04, part: { lo: 0.2, hi: 0.6 }, azimuth: { lo: 20, hi: 120 } },
  pyranometer: {
    plane: { chance: 0.15, tilt: { lo: -20, hi: 20 }, azimuth: { lo: -35, hi: 35 }, horizontalChance: 0.2 },
    gain: { chance: 0.35, sd: 0.05, most: 0.15 },
    shade: { chance: 0.05, minutes: { lo: 10, hi: 150 }, left: { lo: 0.15, hi: 0.8 } },
    distance: { chance: 0.12, minutes: { lo: 0.3, hi: 6 } },
    satellite: { chance: 0.05, minutes: [15, 30, 60], error: 0.08 },
  },
  thermometer: {
    chance: { air: 0.06, stuck: 0.03, rounded: 0.1, offset: 0.1 },
    airWarmth: { lo: 0, hi: 0.4 },
    stuckAt: { lo: -5, hi: 45 },
    steps: [0.5, 1, 1, 5],
    offset: { lo: -8, hi: 8 },
  },
  night: {
    chance: 0.4,
    below: { lo: 1, hi: 15 },
    kinds: ['missing', 'no_power_readings', 'voltage', 'offset', 'zero'],
    voltage: { lo: 0, hi: 15 },
    current: { lo: -0.08, hi: 0.08 },
    irradiance: { lo: -6, hi: 4 },
  },
  sampling: { chance: 0.35, seconds: [5, 10, 30, 60, 60, 120, 300, 300, 600, 900], pickChance: 0.35, heldChance: 0.5 },
  /** Of one array alone, beside what its plant has. */
  own: { outageFactor: 0.25, sweepChance: 0.04, thermometerFactor: 0.4 },
  /** Slow wandering against what is expected, as parts of I and V from lowest to highest of a day: seven percent in Madrid. */
  residual: { current: { lo: 0, hi: 0.08 }, voltage: { lo: 0, hi: 0.03 }, memoryHours: { lo: 0.5, hi: 5 } },
  /** A change of so much voltage is a kelvin: the coefficient of crystalline silicon. */
  voltagePerKelvin: 0.004,
} as const;
