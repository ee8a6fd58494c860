import { DEFAULT_MODULE_I_MP, DEFAULT_MODULE_V_MP, type Nameplate } from '#domain/nameplate.ts';
import type { ArrayInput, ModuleGiven } from '#domain/registration.ts';
import { fitModule } from '#models/photovoltaic/fit-module.ts';
import { findListedModule, nearModuleNames } from '#server/gateways/modules/cec-modules.ts';

/** What of a module a nameplate needs: V and A of one at its maximum power point, and how it bends with light and heat. */
export type ResolvedModule = Pick<Nameplate, 'vMp' | 'iMp' | 'module'>;

/** What is wrong with a module, and in which column. */
export interface ModuleProblem {
  column: string;
  message: string;
}

const NUMBERS = ['vMp', 'iMp', 'vOc', 'iSc', 'alphaIsc', 'betaVoc'] as const;
const SHAPE = ['vOc', 'iSc', 'alphaIsc', 'betaVoc'] as const;

/** The module that a row gives; null for the default one, undefined when the row says nothing of it. */
export function moduleGivenIn(input: ArrayInput): ModuleGiven | ModuleProblem | null | undefined {
  const said = [input.module, ...NUMBERS.map((name) => input[name])];
  if (said.every((value) => value === undefined)) return undefined;
  const numbers = NUMBERS.filter((name) => (input[name] ?? null) !== null);
  const { module, vMp, iMp } = input;
  if (typeof module === 'string') {
    if (numbers[0] === undefined) return { name: module };
    return { column: numbers[0], message: 'must be empty beside the name of a module: give the name or the numbers' };
  }
  if (numbers.length === 0) return null;
  if (typeof vMp !== 'number' || typeof iMp !== 'number') {
    return { column: typeof vMp === 'number' ? 'iMp' : 'vMp', message: `is needed beside ${numbers.join(', ')}` };
  }
  const missing = SHAPE.find((name) => typeof input[name] !== 'number');
  if (missing !== undefined && numbers.length > 2) {
    return { column: missing, message: 'is needed, too: give all of vOc, iSc, alphaIsc and betaVoc, or none' };
  }
  const { vOc = null, iSc = null, alphaIsc = null, betaVoc = null } = input;
  return { vMp, iMp, vOc, iSc, alphaIsc, betaVoc };
}

export const isModuleProblem = (value: object): value is ModuleProblem => 'message' in value;

/** Looks up or fits modules, each once. */
export class ModuleResolver {
  readonly #known = new Map<string, ResolvedModule | ModuleProblem>();

  resolve(given: ModuleGiven | null): ResolvedModule | ModuleProblem {
    const key = JSON.stringify(given);
    const known = this.#known.get(key) ?? resolveModule(given);
    this.#known.set(key, known);
    return known;
  }
}

function resolveModule(given: ModuleGiven | null): ResolvedModule | ModuleProblem {
  if (given === null) return { vMp: DEFAULT_MODULE_V_MP, iMp: DEFAULT_MODULE_I_MP };
  if ('name' in given) return listed(given.name);
  const { vMp, iMp, vOc, iSc, alphaIsc, betaVoc } = given;
  // How a module bends is the default one's where nobody says it.
  if (vOc === null || iSc === null || alphaIsc === null || betaVoc === null) return { vMp, iMp };
  if (vMp >= vOc) return { column: 'vMp', message: `must be below vOc, ${vOc} V` };
  if (iMp >= iSc) return { column: 'iMp', message: `must be below iSc, ${iSc} A` };
  const fitted = fitModule({ vMp, iMp, vOc, iSc, alphaSc: (alphaIsc / 100) * iSc, betaOc: (betaVoc / 100) * vOc });
  if (!fitted) {
    const message =
      'no module has these numbers: compare them with the datasheet, or leave vOc, iSc, alphaIsc, betaVoc out';
    return { column: 'vOc', message };
  }
  return { vMp, iMp, module: { name: `${vMp} V, ${iMp} A`, ...fitted, cellsInSeries: 1 } };
}

function listed(name: string): ResolvedModule | ModuleProblem {
  const found = findListedModule(name);
  if (found) return { vMp: found.vMp, iMp: found.iMp, module: found.parameters };
  const near = nearModuleNames(name).map((known) => `"${known}"`);
  return { column: 'module', message: `"${name}" is not in the CEC list; near are ${near.join(', ')}` };
}
