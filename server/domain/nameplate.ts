import { z } from 'zod';

/** Parameters of a module at 1000 W/m² and 25 °C, with the names of the CEC data base (models/photovoltaic/module-parameters.ts). */
export const moduleParametersSchema = z.object({
  name: z.string(),
  iLRef: z.number().positive(),
  iORef: z.number().positive(),
  rS: z.number().nonnegative(),
  rShRef: z.number().positive(),
  aRef: z.number().positive(),
  alphaSc: z.number(),
  adjust: z.number(),
  cellsInSeries: z.number().int().positive(),
});

export type ModuleParameters = z.infer<typeof moduleParametersSchema>;

/** What an array is built of and what it gives at standard test conditions (1000 W/m², 25 °C cell). */
export const nameplateSchema = z.object({
  modulesInSeries: z.number().int().min(1).max(60),
  strings: z.number().int().min(1).max(100),
  /** Array voltage at the maximum power point, V. */
  vMp: z.number().positive().max(2000),
  /** Array current at the maximum power point, A. */
  iMp: z.number().positive().max(5000),
  /** How its modules bend with light and heat; without it as the default module does. */
  module: moduleParametersSchema.optional(),
});

export type Nameplate = z.infer<typeof nameplateSchema>;

/** Datasheet V_mp and I_mp of the default module (CS6U-330P: 72 cells, 330 W). */
export const DEFAULT_MODULE_V_MP = 37.2;
export const DEFAULT_MODULE_I_MP = 8.88;

/** The nameplate of an array of default modules. */
export function nameplateOf(modulesInSeries: number, strings: number): Nameplate {
  return {
    modulesInSeries,
    strings,
    vMp: modulesInSeries * DEFAULT_MODULE_V_MP,
    iMp: strings * DEFAULT_MODULE_I_MP,
  };
}

export const DEFAULT_NAMEPLATE: Nameplate = nameplateOf(5, 3);
