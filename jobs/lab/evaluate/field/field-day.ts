import type { Condition } from '#domain/conditions.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import { ArrayCircuit } from './array-circuit.ts';
import { runConverter } from './converter.ts';
import { drawFault } from './fault.ts';
import { cellTemperature } from './heat.ts';
import { lightOn } from './light.ts';
import { type FieldSeries, measure } from './measure.ts';
import type { ModuleType } from './module-type.ts';
import type { Plan, SkyClass } from './plan.ts';
import type { PlantSky } from './plant-sky.ts';
import { seenBy } from './pyranometer.ts';
import type { FieldRandom } from './random.ts';
import { sampleSeries } from './sampling.ts';
import { skyOver } from './sky.ts';
import { stringGroups } from './string-groups.ts';

export interface FieldArrayDay {
  readonly series: FieldSeries;
  readonly condition: Condition;
  /** The other fault of a day with two. */
  readonly alsoCondition: Condition | null;
  /** 0 where the fault is there since before dawn (a shadow: sunrise), -1 where there is none. */
  readonly onsetSlot: number;
  /** Share of the day's energy that the fault took, 0..1. */
  readonly severity: number;
  readonly skyClass: SkyClass;
  /** What an operator would have registered: right or, in the kinds about it, wrong. */
  readonly registered: Omit<Nameplate, 'module'> & {
    readonly vOc: number;
    readonly iSc: number;
    readonly module: ModuleType;
  };
  readonly seed: number | string;
  readonly kind: string;
}

function energy(output: { voltage: Float64Array; current: Float64Array }): number {
  return output.voltage.reduce((sum, volts, slot) => sum + volts * (output.current[slot] ?? 0), 0);
}

/** One array of a plant through a day; `eastM` and `northM` are its place, each `faultTurn` draws another fault. */
export function arrayDay(
  plan: Plan,
  shared: PlantSky,
  place: { eastM: number; northM: number },
  random: FieldRandom,
  faultTurn: number,
): Omit<FieldArrayDay, 'seed' | 'kind'> {
  const { module, modules, strings, blockingDiodes } = plan.array;
  const sky = skyOver(plan.sky, place.eastM, place.northM, shared.clear.diffuse);
  const lights = plan.mounts.map((mount) => lightOn(plan, shared.sun, shared.clear, sky, mount));
  const lag = random.fork('lag').between(5, 10);
  const warmth = plan.snow?.covers === 'all' ? plan.snow.through : 1;
  const cells = lights.map(({ total }) =>
    cellTemperature(warmth === 1 ? total : total.map((watts) => watts * warmth), shared.air, lag),
  );
  const faultDraw = random.fork(faultTurn === 0 ? 'fault' : `fault ${faultTurn}`);
  const faults = [plan.condition, plan.alsoCondition ?? 'normal'].flatMap(
    (condition, i) => drawFault(condition, { modules, strings }, shared.daylight, faultDraw.fork(`${i}`)) ?? [],
  );
  const groups = stringGroups(plan, lights, cells, faults, random.fork('strings'));
  const circuit = new ArrayCircuit(groups, blockingDiodes, plan.snow);
  const rating = {
    vOc: modules * module.vOc,
    vMp: modules * module.vMp,
    power: modules * module.vMp * strings * module.iMp,
  };
  const [first, second] = lights;
  if (!first) throw new RangeError('an array stands on one mount or two');
  const brightest = second ? first.cells.map((watts, slot) => Math.max(watts, second.cells[slot] ?? 0)) : first.cells;
  const run = (faulty: boolean) =>
    runConverter(
      plan.converter,
      rating,
      { at: (slot) => circuit.at(slot, faulty), current: (volts) => circuit.current(volts) },
      brightest,
      random.fork('converter'),
    );
  const output = run(true);
  const lost = faults.length > 0 ? 1 - energy(output) / Math.max(energy(run(false)), 1e-9) : 0;
  const truth = {
    output,
    cellC: cells[0] ?? shared.air.celsius,
    air: shared.air,
    seen: seenBy(plan, shared, place, first, random.fork('pyranometer')),
    daylight: shared.daylight,
    vOc: rating.vOc,
  };
  const series = sampleSeries(
    measure(truth, plan.sensors, random.fork('sensors')),
    plan,
    shared.daylight,
    random.fork('lost'),
  );
  const { vMp, iMp } = plan.registration;
  const registeredModule = {
    ...module,
    vMp: module.vMp * vMp,
    vOc: module.vOc * vMp,
    iMp: module.iMp * iMp,
    iSc: module.iSc * iMp,
  };
  return {
    series,
    condition: plan.condition,
    alsoCondition: plan.alsoCondition,
    onsetSlot: faults.length > 0 ? Math.min(...faults.map((fault) => fault.onsetSlot)) : -1,
    severity: Math.min(Math.max(lost, 0), 1),
    skyClass: plan.skyClass,
    registered: {
      modulesInSeries: modules,
      strings,
      vMp: modules * registeredModule.vMp,
      iMp: strings * registeredModule.iMp,
      vOc: modules * registeredModule.vOc,
      iSc: strings * registeredModule.iSc,
      module: registeredModule,
    },
  };
}
