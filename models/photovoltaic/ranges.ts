// Every range the simulator draws from, and every constant that is a choice. (*) marks our own choice: no source was
// seen for it. Change them here and nowhere else; a change makes other data sets of the same seed.

export interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** Forward drop of a conducting bypass diode, V. */
export const BYPASS_DROP_V = 0.5;
export const SUBSTRINGS_PER_MODULE = 3;
/** Drop of a string's blocking diode, V (*). */
export const BLOCKING_DROP_V = 0.7;

/** Bishop's reverse branch of a cell: breakdown as a positive voltage; the fraction is the usual value for silicon. */
export const REVERSE = { breakdownVoltage: 5.5, fraction: 2e-3, exponent: 3.28 } as const;

/** How modules and arrays differ. */
export const SPREAD = {
  /** Factor on a module's photocurrent, hence on its power. */
  modulePower: { lo: 0.98, hi: 1.02 },
  /** Factors on a module's series and shunt resistance (*). */
  resistance: { lo: 0.8, hi: 1.2 },
  /** Part of the light that dirt takes. */
  soiling: { lo: 0, hi: 0.07 },
  /** Part of the power at STC lost in the wiring (*). */
  wiringLoss: { lo: 0.0005, hi: 0.01 },
} as const satisfies Record<string, Range>;

/** Maximum power point tracking by perturb and observe. */
export const TRACKING = {
  /** Perturbation as part of the array's open-circuit voltage (*). */
  step: { lo: 0.002, hi: 0.01 },
  /** Perturbations in 20 s (*). */
  stepsPerSlot: { lo: 15, hi: 60 },
  /** Chance that the tracker sweeps the whole curve from time to time (*), and how often, minutes. */
  sweepChance: 0.6,
  sweepMinutes: { lo: 10, hi: 40 },
  /** Cut-in voltage as part of the STC open-circuit voltage (*), and the lowest it can hold, as part of the cut-in. */
  cutIn: { lo: 0.3, hi: 0.5 },
  lowestPart: 0.7,
  /** Power at which the converter starts, as part of STC power (*); it stops at half of it. */
  startPower: { lo: 0.003, hi: 0.008 },
  /** Fall of irradiance in 20 s from which perturb and observe only treads water (*). */
  fallThatStalls: 0.05,
} as const;

/** A converter that limits its power: chance that an array has one, and the limit as part of STC power (*). */
export const CLIPPING = { chance: 0.1, limit: { lo: 0.65, hi: 0.9 } } as const;
/** A converter outage of 10..60 min (*). */
export const OUTAGE = { chance: 0.08, minutes: { lo: 10, hi: 60 } } as const;

/** One standard deviation of each sensor's gain or offset, of its noise, and the floor of the noise in the dark (*). */
export const SENSORS = {
  gainSd: { voltage: 0.004, current: 0.008, irradiance: 0.015 },
  temperatureOffsetSd: 1,
  noiseSd: { voltage: 0.001, current: 0.002, irradiance: 0.003, temperature: 0.1 },
  noiseFloor: { voltage: 0.05, current: 0.004, irradiance: 0.3 },
  voltageSteps: [0.1, 0.2, 0.5],
  step: { current: 0.01, irradiance: 1, temperature: 0.1 },
  /** Thermal offset of a pyranometer, W/m². */
  nightOffset: { mean: -2, sd: 0.7 },
  /** A pyranometer that is off by up to 5 %: chance (*) and largest error. */
  badPyranometer: { chance: 0.08, error: 0.05 },
} as const;

/** Failures of sensors and telemetry that any array-day may have, whatever its condition (*). */
export const FAILURES = {
  thermometerChance: 0.08,
  thermometerHours: { lo: 1, hi: 10 },
  /** A thermometer that falls under a shadow reads this much lower, K, in full sun. */
  thermometerShadow: { lo: 8, hi: 18 },
  gapChance: 0.5,
  gapPart: { lo: 0, hi: 0.05 },
  gapSlots: { lo: 1, hi: 12 },
} as const;

/** Onset: chance that the fault is there before dawn (*), and the least daylight it leaves, hours. */
export const ONSET = { beforeDawnChance: 0.4, leastHoursLeft: 2 } as const;

/** Failures injected on purpose: what was seen in the field, and for how many minutes (*). */
export const INJECTED = {
  stuckCelsius: -49.8,
  glitchAmpere: 70,
  shadowKelvin: 18,
  minutes: {
    stuck_thermometer: { lo: 60, hi: 240 },
    shaded_thermometer: { lo: 60, hi: 240 },
    current_glitch: { lo: 0.34, hi: 1.5 },
    duplicate_stamps: { lo: 10, hi: 120 },
    long_gap: { lo: 90, hi: 180 },
  },
} as const;

export const LINE_LINE = {
  resistance: { lo: 0.001, hi: 1 },
  modules: { lo: 1, hi: 3 },
  /** Chance that the path joins two strings rather than two nodes of one (*). */
  acrossChance: 0.5,
} as const;

export const LINE_GROUND = {
  /** Ohm; drawn evenly by its logarithm, so that strong and weak paths come alike (*). */
  resistance: { lo: 2, hi: 30 },
  /** Factor on the resistance as the insulation dries and wets (*). */
  moisture: { lo: 0.7, hi: 2.5 },
  /** Chance that it is driest at any time of day and not in the afternoon (*): rain, a puddle, a sprinkler. */
  anyTimeChance: 0.4,
} as const;

/** Chance that two strings are open and not one (*). */
export const OPEN_CIRCUIT = { twoStringsChance: 0.2 } as const;

export const SHADING = {
  substrings: { lo: 1, hi: 8 },
  strings: { lo: 1, hi: 3 },
  hours: { lo: 1, hi: 5 },
  /** Light that is left under the shadow; under clouds it rises towards the upper end. */
  remainder: { lo: 0.1, hi: 0.6 },
  /** Minutes in which the edge crosses a substring (*). */
  edgeMinutes: { lo: 1, hi: 8 },
} as const;

export const ARC = {
  /** Arc voltage, V (*). */
  drop: { lo: 12, hi: 40 },
  /** Fluctuation between samples, as part of the drop (*), and its memory over 20 s (*). */
  fluctuation: { lo: 0.1, hi: 0.3 },
  memory: { lo: 0.2, hi: 0.8 },
  /** Episodes (*): how long they last, how much of the remaining daylight they fill, how often the arc burns in one. */
  episodeMinutes: { lo: 4, hi: 40 },
  burningPart: { lo: 0.2, hi: 0.7 },
  duty: { lo: 0.5, hi: 0.95 },
} as const;

/** Weather (*), but for Faiman's coefficients and the cloud-edge limit. */
export const WEATHER = {
  latitude: { lo: 25, hi: 52 },
  tilt: { lo: 15, hi: 35 },
  /** Minutes between 12:00 plant time and solar noon. */
  noonShift: { lo: -25, hi: 25 },
  /** Factor on the clear-sky irradiance for haze and humidity. */
  clarity: { lo: 0.88, hi: 1.04 },
  clearDiffuse: { lo: 0.1, hi: 0.2 },
  /** Largest brightening beside a cloud, as a factor on the clear sky. */
  enhancementLimit: 1.25,
  faiman: { u0: 25, u1: 6.84 },
  thermalMinutes: { lo: 5, hi: 10 },
  meanWind: { lo: 0.5, hi: 6 },
} as const;

/**
 * How clouds pass (*). Those of broken skies were fitted, on other seeds than the tests', to the irradiance steps of
 * the HOPE campaign: short, sharp-edged, of little contrast, so that most of what 20 s change is back within a minute.
 */
export const CLOUDS = {
  broken: {
    cloudMinutes: { lo: 0.4, hi: 1 },
    gapMinutes: { lo: 0.5, hi: 2.2 },
    lengthSpread: 1.2,
    transmittance: { lo: 0.55, hi: 0.82 },
    edgeSeconds: { lo: 10, hi: 70 },
    enhancement: 0.25,
    texture: { between: 0.04, within: 0.09 },
    textureMemory: 0.84,
  },
  scattered: {
    cloudMinutes: { lo: 1, hi: 2.2 },
    gapMinutes: { lo: 6, hi: 20 },
    lengthSpread: 0.8,
    transmittance: { lo: 0.3, hi: 0.7 },
    edgeSeconds: { lo: 20, hi: 90 },
    enhancement: 0.25,
    texture: { between: 0.03, within: 0.08 },
    textureMemory: 0.93,
  },
  /** Light that an overcast day leaves on average, as a part of the clear sky. */
  overcast: { lo: 0.12, hi: 0.45 },
} as const;
