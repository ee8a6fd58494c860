import type { Fault } from './fault.ts';
import type { StringGroup } from './group-circuit.ts';
import type { PlaneLight } from './light.ts';
import type { Plan } from './plan.ts';
import type { FieldRandom } from './random.ts';

/** Groups the strings of an array: up to three makes, each mount its own, what is faulty apart. */
export function stringGroups(
  plan: Plan,
  lights: readonly PlaneLight[],
  cells: readonly Float64Array[],
  faults: readonly Fault[],
  random: FieldRandom,
): StringGroup[] {
  const { module, modules, strings, soiling, degradation } = plan.array;
  const kept = (1 - soiling) * (1 - degradation) * (1 + random.normal(0.008));
  const wiring = random.between(0, 0.01);
  const groups: StringGroup[] = [];
  const add = (count: number, mount: number, own: readonly Fault[]) => {
    const [light, cellC] = [lights[mount], cells[mount]];
    if (count <= 0 || !light || !cellC) return;
    const classes = Array.from({ length: Math.min(3, modules) }, () => kept * (1 + random.normal(0.01)));
    const build = {
      module,
      modules,
      classes,
      seriesFactor: random.between(0.85, 1.2),
      shuntFactor: random.between(0.7, 1.2),
      wiringOhm: (wiring * module.vMp * modules) / module.iMp,
    };
    groups.push({ build, count, light, cellC, faults: own });
  };
  const sick = Math.min(strings, Math.max(0, ...faults.map((fault) => fault.strings)));
  // Two faults of one array sit in the same string, the wider one in its neighbours, too.
  const sickMount = random.integer(0, lights.length - 1);
  for (let taken = 0; taken < sick; ) {
    const own = faults.filter((fault) => taken < fault.strings);
    const count = own.some((fault) => fault.kind === 'bridge') ? 2 : 1;
    add(Math.min(count, sick - taken), sickMount, own);
    taken += count;
  }
  lights.forEach((_, mount) => {
    const share = Math.round((strings * (mount + 1)) / lights.length) - Math.round((strings * mount) / lights.length);
    const healthy = Math.max(0, share - (mount === sickMount ? sick : 0));
    const first = Math.ceil(healthy / 3);
    add(first, mount, []);
    add(Math.ceil((healthy - first) / 2), mount, []);
    add(healthy - first - Math.ceil((healthy - first) / 2), mount, []);
  });
  return groups;
}
