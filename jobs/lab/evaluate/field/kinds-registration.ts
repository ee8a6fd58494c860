import type { FieldKind } from './kind.ts';
import { CS6U_330P, type ModuleType, SPR_E20_327, TSM_230_PC05 } from './module-type.ts';
import type { Plan } from './plan.ts';
import type { FieldRandom } from './random.ts';

const WRONG_NAMEPLATES = (['vMp', 'iMp'] as const).flatMap((key) =>
  [5, 10, 20].map(
    (percent): FieldKind => ({
      name: `nameplate_${key === 'vMp' ? 'v_mp' : 'i_mp'}_${percent}`,
      meaning: `${key === 'vMp' ? 'v_mp (and v_oc)' : 'i_mp (and i_sc)'} is registered ${percent} % too high or too low`,
      reach: 'array',
      change: (plan, random) => ({
        ...plan,
        registration: { ...plan.registration, [key]: 1 + (random.sign() * percent) / 100 },
      }),
    }),
  ),
);

function arrays(name: string, meaning: string, change: (random: FieldRandom) => Partial<Plan['array']>): FieldKind {
  return {
    name,
    meaning,
    reach: 'plant',
    change: (plan, random) => ({ ...plan, array: { ...plan.array, ...change(random) } }),
  };
}

function otherModule(module: ModuleType, name: string): FieldKind {
  return arrays(`module_${name}`, `modules ${module.name}, registered rightly`, () => ({ module }));
}

export const REGISTRATION_KINDS: readonly FieldKind[] = [
  ...WRONG_NAMEPLATES,
  otherModule(TSM_230_PC05, 'tsm_230'),
  otherModule(SPR_E20_327, 'spr_e20'),
  arrays('array_long', '15 to 30 modules in series, 1 to 4 strings', (random) => ({
    modules: random.integer(15, 30),
    strings: random.integer(1, 4),
  })),
  arrays('array_wide', '4 to 20 modules in series, 8 to 30 strings', (random) => ({
    modules: random.integer(4, 20),
    strings: random.integer(8, 30),
  })),
  arrays('array_single_string', '4 to 24 modules in one string', (random) => ({
    modules: random.integer(4, 24),
    strings: 1,
  })),
  arrays('array_any', '4 to 30 modules, 1 to 30 strings, one of three modules, a blocking diode in half', (random) => ({
    modules: random.integer(4, 30),
    strings: random.integer(1, 30),
    module: random.pick(CS6U_330P, TSM_230_PC05, SPR_E20_327),
    blockingDiodes: random.chance(0.5),
  })),
];
