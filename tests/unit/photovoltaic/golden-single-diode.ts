import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ModuleParameters } from '#models/photovoltaic/module-parameters.ts';

const moduleSchema = z.object({
  I_L_ref: z.number(),
  I_o_ref: z.number(),
  R_s: z.number(),
  R_sh_ref: z.number(),
  a_ref: z.number(),
  alpha_sc: z.number(),
  Adjust: z.number(),
  N_s: z.number(),
  provenance: z.string(),
  columns: z.array(z.string()).length(7),
  rows: z.array(z.array(z.number()).length(7)).length(72),
});

const golden = z
  .object({ modules: z.record(z.string(), moduleSchema) })
  .parse(JSON.parse(readFileSync(new URL('../../golden/singlediode.json', import.meta.url), 'utf8')));

/** The reference modules with 72 points each; their provenance is written in the file itself. */
export const goldenModules = Object.entries(golden.modules).map(([name, entry]) => {
  const module: ModuleParameters = {
    name,
    iLRef: entry.I_L_ref,
    iORef: entry.I_o_ref,
    rS: entry.R_s,
    rShRef: entry.R_sh_ref,
    aRef: entry.a_ref,
    alphaSc: entry.alpha_sc,
    adjust: entry.Adjust,
    cellsInSeries: entry.N_s,
  };
  const points = entry.rows.map((row) => {
    const [irradiance, cellTemperature, isc, voc, imp, vmp, pmp] = row as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return { irradiance, cellTemperature, isc, voc, imp, vmp, pmp };
  });
  return { name, module, points };
});
