import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { diodeAt, keyPoints } from '#jobs/lab/evaluate/field/diode.ts';
import { CS6U_330P, SPR_E20_327, TSM_230_PC05 } from '#jobs/lab/evaluate/field/module-type.ts';

const golden = z
  .object({ modules: z.record(z.string(), z.object({ rows: z.array(z.array(z.number()).length(7)) })) })
  .parse(JSON.parse(readFileSync(new URL('../../golden/singlediode.json', import.meta.url), 'utf8')));

const MODULES = {
  SunPower_SPR_E20_327: SPR_E20_327,
  CanadianSolar_CS6U_330P: CS6U_330P,
  Trina_TSM_230_PC05: TSM_230_PC05,
};

describe('the single diode of the field', () => {
  it.each(Object.entries(MODULES))('reaches all 72 reference points of %s within 1e-4', (name, module) => {
    const rows = golden.modules[name]?.rows ?? [];
    expect(rows).toHaveLength(72);
    for (const [irradiance = 0, cellC = 0, iSc = 0, vOc = 0, iMp = 0, vMp = 0, power = 0] of rows) {
      const points = keyPoints(diodeAt(module, irradiance, cellC));
      expect(points.iSc / iSc).toBeCloseTo(1, 4);
      expect(points.vOc / vOc).toBeCloseTo(1, 4);
      // The place of a flat maximum is known less well than its height.
      expect(Math.abs(points.iMp / iMp - 1)).toBeLessThan(1e-3);
      expect(Math.abs(points.vMp / vMp - 1)).toBeLessThan(1e-3);
      expect((points.iMp * points.vMp) / power).toBeCloseTo(1, 4);
    }
  });
});
