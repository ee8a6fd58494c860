import { z } from 'zod';
import { type Nameplate, nameplateOf } from '#domain/nameplate.ts';
import { type ArraySpec, DEFAULT_ARRAY } from '#models/photovoltaic/array-spec.ts';
import { MODULES } from '#models/photovoltaic/module-parameters.ts';
import { diodeParameters, maximumPowerPoint } from '#models/photovoltaic/single-diode.ts';
import { SKY_REGIMES } from '#models/photovoltaic/weather-day.ts';

/** What a set of labelled array-days is made of. Together with a seed and a split it determines every byte. */
export const scenarioSchema = z.object({
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** `balanced`: as many days of each condition; `natural`: 99 % normal, the five faults share 1 %. */
  prevalence: z.enum(['balanced', 'natural']).default('balanced'),
  module: z.enum(['CS6U-330P', 'SPR-E20-327']).default('CS6U-330P'),
  modulesInSeries: z.int().min(1).max(60).default(DEFAULT_ARRAY.modulesInSeries),
  strings: z.int().min(1).max(100).default(DEFAULT_ARRAY.strings),
  blockingDiodes: z.boolean().default(DEFAULT_ARRAY.blockingDiodes),
  /** Factors on the standard deviations of the sensors' noise and gain errors. */
  noiseFactor: z.number().min(0).max(10).default(1),
  gainFactor: z.number().min(0).max(10).default(1),
  /** Part of the day's slots that is lost on top of what the simulator drops, half in short gaps, half in blocks. */
  missingPart: z.number().min(0).max(0.9).default(0),
  /** Skies the days are drawn from; without it the simulator draws from all of them with its own chances. */
  skies: z.array(z.enum(SKY_REGIMES)).min(1).optional(),
  /**
   * `plain`: arrays of one kind on undisturbed days, against their nameplate. `wide`: arrays, weather, operation and telemetry as
   * wide as the field, each seen alone, beside neighbours and with a past, and days that are not over. `usual`: so, too, of arrays
   * as most plants have them, with readings every 20 s.
   */
  variety: z.enum(['plain', 'usual', 'wide']).default('plain'),
});

export type Scenario = z.infer<typeof scenarioSchema>;

/** A scenario with everything that is not named left at its default. */
export function scenarioOf(settings: z.input<typeof scenarioSchema>): Scenario {
  return scenarioSchema.parse(settings);
}

/** The array that the simulator builds. */
export function arraySpecOf({ module, modulesInSeries, strings, blockingDiodes }: Scenario): ArraySpec {
  return { ...DEFAULT_ARRAY, module: MODULES[module], modulesInSeries, strings, blockingDiodes };
}

/** What the registry would say of such an array: datasheet values of the default module, else the maximum power point at STC. */
export function scenarioNameplate({ module, modulesInSeries, strings }: Scenario): Nameplate {
  if (module === 'CS6U-330P') return nameplateOf(modulesInSeries, strings);
  const parameters = MODULES[module];
  const { voltage, current } = maximumPowerPoint(diodeParameters(parameters, 1000, 25));
  return { modulesInSeries, strings, vMp: modulesInSeries * voltage, iMp: strings * current, module: parameters };
}
