import { HEALTHY } from './array-state.ts';
import { logWithin } from './draws.ts';
import {
  drawOnset,
  drawStrings,
  type Fault,
  type FaultContext,
  integerWithin,
  lengthFactor,
  partOf,
  stringsOf,
  within,
} from './faults.ts';
import { LINE_GROUND, LINE_LINE, OPEN_CIRCUIT } from './ranges.ts';
import { SCALED_FAULTS } from './wide-ranges.ts';

/** A low-ohmic path over some modules of a string, or between unequal nodes of two strings. */
export function drawLineLine(context: FaultContext): Fault {
  const { spec, random, scaled } = context;
  const onsetSlot = drawOnset(context);
  const resistance = within(random, LINE_LINE.resistance);
  const inSeries = spec.modulesInSeries;
  // A node at the end of a string is a rail, common to all strings: a path between two strings needs inner nodes.
  const across = random.chance(LINE_LINE.acrossChance) && stringsOf(context).length > 1 && inSeries > 2;
  const margin = across ? 1 : 0;
  const most = across ? inSeries - 2 : inSeries - 1;
  const modules = scaled
    ? Math.min(partOf(random, SCALED_FAULTS.lineLineModules, inSeries), most)
    : integerWithin(random, LINE_LINE.modules, most);
  const lowNode = random.integer(margin, inSeries - margin - modules);
  const highNode = lowNode + modules;
  const [first, second] = drawStrings(context, across ? 2 : 1) as [number, number];
  const state = across
    ? ({ kind: 'bridge', strings: [first, second], nodes: [lowNode, highNode], resistance } as const)
    : ({ kind: 'shunt', string: first, from: lowNode, to: highNode, resistance } as const);
  return {
    onsetSlot,
    parameters: { across, strings: across ? [first, second] : [first], lowNode, highNode, resistance },
    stateAt: (slot) => (slot >= onsetSlot ? state : HEALTHY),
  };
}

/** A path from a node of one string to ground. */
export function drawLineGround(context: FaultContext): Fault {
  const { spec, random, dawn, dusk } = context;
  const onsetSlot = drawOnset(context);
  const [string] = drawStrings(context, 1) as [number];
  const node = random.integer(1, spec.modulesInSeries - 1);
  const resistance = logWithin(random, LINE_GROUND.resistance) * lengthFactor(context);
  const factors = [within(random, LINE_GROUND.moisture), within(random, LINE_GROUND.moisture)] as const;
  const [wet, dry] = [Math.min(...factors), Math.max(...factors)];
  // Most insulation is wet at dawn and dries until the afternoon.
  const [earliest, latest] = random.chance(LINE_GROUND.anyTimeChance) ? [0, 1] : [0.5, 0.75];
  const driest = dawn + (dusk - dawn) * random.uniform(earliest, latest);
  const moistureAt = (slot: number) => wet + (dry - wet) * Math.exp(-(((slot - driest) / (0.3 * (dusk - dawn))) ** 2));
  return {
    onsetSlot,
    parameters: { string, node, resistance, wetFactor: wet, dryFactor: dry },
    stateAt: (slot) =>
      slot < onsetSlot ? HEALTHY : { kind: 'ground', string, node, resistance: resistance * moistureAt(slot) },
  };
}

/** One string that carries nothing any more; two where the array has more than two, a part of a large one. */
export function drawOpenCircuit(context: FaultContext): Fault {
  const { random, scaled } = context;
  const onsetSlot = drawOnset(context);
  const available = stringsOf(context).length;
  const two = random.chance(OPEN_CIRCUIT.twoStringsChance) && available > 2;
  const isLarge = scaled && available > 3;
  const strings = drawStrings(context, isLarge ? partOf(random, SCALED_FAULTS.openStrings, available) : two ? 2 : 1);
  const state = { kind: 'open', strings } as const;
  return { onsetSlot, parameters: { strings }, stateAt: (slot) => (slot >= onsetSlot ? state : HEALTHY) };
}
