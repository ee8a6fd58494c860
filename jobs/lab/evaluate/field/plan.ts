import type { Condition } from '#domain/conditions.ts';
import type { ModuleType } from './module-type.ts';
import type { Mount } from './plane.ts';
import type { Sky } from './sky.ts';

export type SkyClass = 'clear' | 'scattered' | 'broken' | 'overcast' | 'changing' | 'plateaus' | 'flicker';

/** Slots [from, to). */
export interface Span {
  readonly fromSlot: number;
  readonly toSlot: number;
}

/** Light kept from the array by what lies on it or stands before it. */
export interface Snow {
  /** `all`: the whole of every module; a number: so many of the three substrings of each. */
  readonly covers: 'all' | 1 | 2;
  /** Share of the light that comes through. */
  readonly through: number;
  /** The slot from which it has slid off; 4320 is not today. */
  readonly offSlot: number;
  /** Whether it lies on the pyranometer, too. */
  readonly onSensor: boolean;
}

export interface Converter {
  readonly tracking: 'perturb' | 'incremental';
  /** Perturbation, share of the array's open-circuit voltage at STC. */
  readonly stepShare: number;
  /** Lowest and highest voltage it can hold, share of the array's V_mp at STC. */
  readonly windowShare: readonly [number, number];
  /** Open-circuit voltage at which it starts, share of V_oc at STC, and how long it waits, slots. */
  readonly startShare: number;
  readonly waitSlots: number;
  readonly limit: {
    /** Largest power, share of STC: for all day, or for each slot. */
    readonly share: number | Float64Array;
    readonly style: 'to_voc' | 'slow' | 'oscillating';
    readonly periodSlots: number;
  };
  readonly outages: readonly Span[];
  readonly offVoltage: 'zero' | 'open';
  /** A global scan every so many slots; 0 is never. `caught`: a sample always falls into it. */
  readonly sweepEverySlots: number;
  readonly sweepCaught: boolean;
}

export interface Pyranometer {
  readonly gain: number;
  readonly plane: 'array' | 'horizontal';
  /** From the array, m: clouds reach it earlier or later. */
  readonly eastM: number;
  readonly northM: number;
  readonly shaded?: Span;
  /** Means of so many slots, held, of a sky that is smoothed over km: a satellite's. */
  readonly satelliteSlots: number;
  readonly nightOffset: number;
}

export interface Thermometer {
  readonly like: 'module' | 'air' | 'stuck' | 'night_held';
  readonly offsetK: number;
  readonly noiseK: number;
}

export interface Sensors {
  readonly pyranometer: Pyranometer;
  readonly thermometer: Thermometer;
  /** At night the voltmeter shows up to so much, V. */
  readonly nightVoltage: number;
  readonly nightMissing: boolean;
  readonly gaps: readonly Span[];
  /** Of single readings, share. */
  readonly lost: number;
  readonly units: {
    readonly voltage: number;
    readonly current: number;
    readonly fahrenheit: boolean;
    readonly irradiance: number;
  };
}

/** What is registered over what is true. */
export interface Registration {
  readonly vMp: number;
  readonly iMp: number;
}

export interface Plan {
  readonly site: {
    readonly latitudeDeg: number;
    readonly dayOfYear: number;
    readonly noonShiftH: number;
    readonly clarity: number;
    readonly albedo: number;
    readonly horizonDeg: { readonly east: number; readonly west: number };
  };
  readonly air: { readonly meanC: number; readonly swingK: number; readonly windMs: number };
  readonly skyClass: SkyClass;
  readonly sky: Sky;
  /** One, or two that halve the array's strings between them. */
  readonly mounts: readonly [Mount] | readonly [Mount, Mount];
  /** Rows shade each other when the sun is low; null where they stand far apart. */
  readonly rowGroundCover: number | null;
  readonly array: {
    readonly module: ModuleType;
    readonly modules: number;
    readonly strings: number;
    readonly blockingDiodes: boolean;
    readonly soiling: number;
    readonly degradation: number;
  };
  readonly snow: Snow | null;
  readonly converter: Converter;
  readonly sensors: Sensors;
  /** A reading every so many seconds: 20 is every slot. */
  readonly sampling: { readonly seconds: number; readonly as: 'mean' | 'pick' };
  readonly registration: Registration;
  readonly condition: Condition;
  /** A second fault of the same array on the same day. */
  readonly alsoCondition: Condition | null;
}
