import type { Condition } from '#domain/conditions.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { type ArraySpec, DEFAULT_ARRAY } from './array-spec.ts';
import { type BuildTraits, maximumPowerOf } from './built-array.ts';
import { within } from './faults.ts';
import { CS6U_330P, type ModuleParameters, SPR_E20_327 } from './module-parameters.ts';
import type { Random } from './random.ts';
import { USUAL_ARRAY, WIDE_ARRAY } from './wide-ranges.ts';

/** An array anywhere, and what its operator registered of it. */
export interface WideArray {
  spec: ArraySpec;
  /** For `simulateArrayDay`: soiling, degradation, and that its faults grow with it. */
  build: BuildTraits & { soiling: number; degradation: number };
  /** `module` is null where the operator named none. */
  registered: { nameplate: Nameplate; module: ModuleParameters | null };
}

/**
 * Draws an array as wide as the field: half are 3 strings of 5 modules, the others anything up to 30 by 30.
 * @param conditions it is to have. A path to ground shows on a grounded array alone, so it floats only where the
 *   conditions are known and that is none of them; an array with an open circuit has two strings or more.
 */
export function drawWideArray(random: Random, conditions?: readonly Condition[]): WideArray {
  const isDefault = random.chance(WIDE_ARRAY.defaultChance);
  const usualStrings = random.chance(WIDE_ARRAY.usualStringsChance);
  const { lo, hi } = usualStrings ? WIDE_ARRAY.usualStrings : WIDE_ARRAY.strings;
  const drawnStrings = random.integer(lo, hi);
  const strings = conditions?.includes('open_circuit') ? Math.max(drawnStrings, 2) : drawnStrings;
  const mayFloat = conditions !== undefined && !conditions.includes('line_ground');
  const modules = random.integer(WIDE_ARRAY.modules.lo, WIDE_ARRAY.modules.hi);
  const known = random.pick([CS6U_330P, CS6U_330P, SPR_E20_327]);
  const scaled = scaledModule(known, random.fork('module'));
  const spec: ArraySpec = {
    module: random.chance(WIDE_ARRAY.scaledModuleChance) ? scaled : known,
    modulesInSeries: isDefault ? DEFAULT_ARRAY.modulesInSeries : modules,
    strings: isDefault ? DEFAULT_ARRAY.strings : strings,
    blockingDiodes: random.chance(WIDE_ARRAY.blockingChance),
    grounding: random.chance(WIDE_ARRAY.floatingChance) && mayFloat ? 'floating' : 'negative',
  };
  const standing = random.chance(WIDE_ARRAY.usual.chance) ? WIDE_ARRAY.usual : WIDE_ARRAY;
  return {
    spec,
    build: {
      soiling: within(random, standing.soiling),
      degradation: within(random, standing.degradation),
      unlikeStrings: WIDE_ARRAY.unlikeStrings,
      unlikeModules: WIDE_ARRAY.unlikeModules,
      scaledFaults: true,
    },
    registered: registeredOf(spec, random.fork('nameplate')),
  };
}

/** Draws an array as most plants have them: of a few strings, of a module as its datasheet says, registered right. */
export function drawUsualArray(random: Random): WideArray {
  const isDefault = random.chance(USUAL_ARRAY.defaultChance);
  const { modules, strings } = USUAL_ARRAY;
  const [modulesInSeries, inParallel] = [
    random.integer(modules.lo, modules.hi),
    random.integer(strings.lo, strings.hi),
  ];
  const isOther = random.chance(USUAL_ARRAY.otherModuleChance);
  const spec: ArraySpec = {
    ...DEFAULT_ARRAY,
    module: isOther && !isDefault ? SPR_E20_327 : CS6U_330P,
    ...(!isDefault && { modulesInSeries, strings: inParallel }),
    blockingDiodes: random.chance(USUAL_ARRAY.blockingChance),
  };
  const { voltage, current } = maximumPowerOf(spec);
  return {
    spec,
    build: {
      soiling: within(random, USUAL_ARRAY.soiling),
      degradation: within(random, USUAL_ARRAY.degradation),
      scaledFaults: !isDefault,
    },
    registered: {
      nameplate: { modulesInSeries: spec.modulesInSeries, strings: spec.strings, vMp: voltage, iMp: current },
      module: random.chance(USUAL_ARRAY.moduleKnownChance) ? spec.module : null,
    },
  };
}

/** A module of another maker: more or fewer cells, more or less current, other losses and temperature behaviour. */
function scaledModule(module: ModuleParameters, random: Random): ModuleParameters {
  const factors = WIDE_ARRAY.module;
  const cells = random.pick(factors.cells);
  const length = cells / module.cellsInSeries;
  const current = within(random, factors.photocurrent);
  // The diode's ideality moves the voltage's temperature coefficient; its saturation current follows, Voc stays.
  const ideality = within(random, factors.ideality);
  const iLRef = module.iLRef * current;
  const iORef = iLRef * (module.iORef / module.iLRef) ** (1 / ideality);
  return {
    name: `${module.name} scaled`,
    iLRef,
    iORef,
    rS: (module.rS * length * within(random, factors.series)) / current,
    rShRef: (module.rShRef * length * within(random, factors.shunt)) / current,
    aRef: module.aRef * length * ideality,
    alphaSc: module.alphaSc * current * within(random, factors.alpha),
    adjust: module.adjust,
    cellsInSeries: cells,
  };
}

/** What stands in the registry: the datasheet's figures within a few percent, or one of them plainly wrong. */
function registeredOf(spec: ArraySpec, random: Random): WideArray['registered'] {
  const { usual, wrongChance, wrong, moduleKnownChance } = WIDE_ARRAY.nameplate;
  const { voltage, current } = maximumPowerOf(spec);
  const [ofVoltage, ofCurrent] = [random.uniform(-usual, usual), random.uniform(-usual, usual)];
  const isWrong = random.chance(wrongChance);
  const far = within(random, wrong) * (random.chance(0.5) ? 1 : -1);
  const wrongVoltage = random.chance(0.5);
  return {
    nameplate: {
      modulesInSeries: spec.modulesInSeries,
      strings: spec.strings,
      vMp: voltage * (1 + (isWrong && wrongVoltage ? far : ofVoltage)),
      iMp: current * (1 + (isWrong && !wrongVoltage ? far : ofCurrent)),
    },
    module: random.chance(moduleKnownChance) ? spec.module : null,
  };
}
