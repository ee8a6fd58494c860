import type { Fault } from './fault.ts';
import type { StringGroup } from './group-circuit.ts';
import type { PlaneLight } from './light.ts';
import type { Plan } from './plan.ts';
import type { FieldRandom } from './random.ts';

/** Most makes of healthy strings on a mount: more would be solved for little. */
const MAKES = 3;

/** How many strings each mount carries. */
function shares(strings: number, mounts: number): number[] {
  const upTo = (mount: number) => Math.ceil((strings * mount) / mounts);
  return Array.from({ length: mounts }, (_, mount) => upTo(mount + 1) - upTo(mount));
}

/** Groups the strings of an array: each mount its own, up to three makes of each, what is faulty apart. */
export function stringGroups(
  plan: Plan,
  lights: readonly PlaneLight[],
  cells: readonly Float64Array[],
  faults: readonly Fault[],
  random: FieldRandom,
): StringGroup[] {
  const { module, modules, strings, soiling, degradation } = plan.array;
  const remaining = (1 - soiling) * (1 - degradation) * (1 + random.normal(0.008));
  const wiring = random.between(0, 0.01);
  const groups: StringGroup[] = [];
  const add = (count: number, mount: number, own: readonly Fault[]) => {
    const [light, cellC] = [lights[mount], cells[mount]];
    if (count <= 0 || !light || !cellC) return;
    const classes = Array.from({ length: Math.min(3, modules) }, () => remaining * (1 + random.normal(0.01)));
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
  const left = shares(strings, lights.length);
  const sick = Math.min(strings, Math.max(0, ...faults.map((fault) => fault.strings)));
  for (let taken = 0; taken < sick; ) {
    // Two faults of one array sit in the same string, the wider one in its neighbours, too.
    const own = faults.filter((fault) => taken < fault.strings);
    const count = own.some((fault) => fault.kind === 'bridge') ? 2 : 1;
    const roomy = left.findIndex((free) => free >= count);
    // A bridge between two strings of two mounts is taken as one of the first mount.
    if (roomy < 0) left.fill(0);
    else left[roomy] = (left[roomy] ?? 0) - count;
    add(count, Math.max(roomy, 0), own);
    taken += count;
  }
  left.forEach((healthy, mount) => {
    for (let make = 0, free = healthy; make < MAKES; make++) {
      const count = Math.ceil(free / (MAKES - make));
      add(count, mount, []);
      free -= count;
    }
  });
  return groups;
}
