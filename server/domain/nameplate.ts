import { z } from 'zod';

/** What an array is built of and what it gives at standard test conditions (1000 W/m², 25 °C cell). */
export const nameplateSchema = z.object({
  modulesInSeries: z.number().int().min(1).max(60),
  strings: z.number().int().min(1).max(100),
  /** Array voltage at the maximum power point, V. */
  vMp: z.number().positive().max(2000),
  /** Array current at the maximum power point, A. */
  iMp: z.number().positive().max(5000),
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
