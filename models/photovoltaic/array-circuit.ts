import type { Grounding } from './array-spec.ts';
import { type ArrayState, HEALTHY } from './array-state.ts';
import { type BridgeNodes, type CutString, solveBridge, upperCurrent } from './bridge.ts';
import type { BuiltArray } from './built-array.ts';
import { addInSeries, type Curve, createCurve, currentOn, shuntCurve } from './curve.ts';
import { BLOCKING_DROP_V, SUBSTRINGS_PER_MODULE } from './ranges.ts';
import { createSegments } from './segments.ts';
import { createShadedString } from './shaded-string.ts';
import { CURVE_POINTS } from './substring-table.ts';

type ElectricalState = Exclude<ArrayState, { kind: 'ground' }>;

/** An array's electricity: `set` the slot, then ask for currents. Holds buffers: one caller at a time. */
export interface ArrayCircuit {
  /** @param irradiance that reaches the cells, W/m², 0 or more; cellTemperature °C */
  set(irradiance: number, cellTemperature: number, state: ArrayState): void;
  /** Current of the array at a voltage, A; negative above its open-circuit voltage. */
  currentAt(voltage: number): number;
  /** The same as the converter's slower control sees it; differs under an arc. */
  trackedCurrentAt(voltage: number): number;
}

/** Strings in parallel, with whatever fault the state puts in. */
export function createArrayCircuit(array: BuiltArray): ArrayCircuit {
  const { spec, wiringResistance } = array;
  const segments = createSegments(array);
  const shadedString = createShadedString(
    segments,
    spec.module.cellsInSeries / SUBSTRINGS_PER_MODULE,
    wiringResistance,
  );
  const all = range(0, spec.modulesInSeries);
  const strings = Array.from({ length: spec.strings }, () => createCurve(5 * CURVE_POINTS));
  const inner = createCurve(CURVE_POINTS);
  const outer = createCurve(CURVE_POINTS);
  const cutStrings: [CutString, CutString] = [createCut(spec.blockingDiodes), createCut(spec.blockingDiodes)];
  const nodes: BridgeNodes = { first: 0, second: 0 };
  const blockingDrop = spec.blockingDiodes ? BLOCKING_DROP_V : 0;
  let state: ElectricalState = HEALTHY;

  const isOpen = (index: number) => state.kind === 'open' && state.strings.includes(index);
  const isBridged = (index: number) => state.kind === 'bridge' && state.strings.includes(index);
  const blocked = (current: number) => (spec.blockingDiodes ? Math.max(current, 0) : current);

  const set = (irradiance: number, cellTemperature: number, given: ArrayState) => {
    const next = withoutGround(given, spec.grounding);
    state = next;
    const place = segments.placeAt(irradiance, cellTemperature);
    strings.forEach((curve, index) => {
      if (isOpen(index) || isBridged(index)) return;
      const shadow = next.kind === 'shade' ? next.shadows.find((one) => one.string === index) : undefined;
      if (next.kind === 'shunt' && next.string === index) {
        const within = (module: number) => module >= next.from && module < next.to;
        segments.read(index, all.filter(within), place, inner);
        shuntCurve(inner, next.resistance);
        segments.read(
          index,
          all.filter((module) => !within(module)),
          place,
          outer,
        );
        addInSeries(inner, outer, curve);
      } else if (next.kind === 'shade' && shadow) {
        const shaded = segments.placeAt(irradiance * next.remainder, cellTemperature);
        shadedString({ string: index, covered: shadow.covered, lit: place, shaded, out: curve });
      } else {
        segments.read(index, all, place, curve);
      }
    });
    if (next.kind !== 'bridge') return;
    cutStrings.forEach((cut, side) => {
      const [string, node] = [next.strings[side] as number, next.nodes[side] as number];
      segments.read(string, range(0, node), place, cut.lower);
      segments.read(string, range(node, spec.modulesInSeries), place, cut.upper);
    });
  };

  const bridgedCurrentAt = (voltage: number, resistance: number) => {
    const [a, b] = cutStrings;
    solveBridge(a, b, voltage, resistance, nodes);
    return upperCurrent(a, voltage - nodes.first) + upperCurrent(b, voltage - nodes.second);
  };

  const sumAt = (voltage: number, arcVoltage: number) => {
    let current = 0;
    const atStrings = voltage + blockingDrop;
    strings.forEach((curve, index) => {
      if (isOpen(index) || isBridged(index)) return;
      current += blocked(
        stringCurrent(curve, atStrings, state.kind === 'arc' && state.string === index ? arcVoltage : 0),
      );
    });
    return state.kind === 'bridge' ? current + bridgedCurrentAt(atStrings, state.resistance) : current;
  };

  return {
    set,
    currentAt: (voltage) => sumAt(voltage, state.kind === 'arc' ? state.voltage : 0),
    trackedCurrentAt: (voltage) => sumAt(voltage, state.kind === 'arc' ? state.trackedVoltage : 0),
  };
}

/** A path to ground as what it is in the circuit: across the modules below it if the negative is grounded, else nothing. */
function withoutGround(state: ArrayState, grounding: Grounding): ElectricalState {
  if (state.kind !== 'ground') return state;
  if (grounding === 'floating') return HEALTHY;
  return { kind: 'shunt', string: state.string, from: 0, to: state.node, resistance: state.resistance };
}

/** An arc takes its voltage from whatever flows; where the string cannot drive it, it goes out and nothing flows. */
function stringCurrent(curve: Curve, voltage: number, arcVoltage: number): number {
  if (arcVoltage === 0) return currentOn(curve, voltage);
  return Math.max(currentOn(curve, voltage + arcVoltage), 0);
}

function createCut(blocking: boolean): CutString {
  return { lower: createCurve(CURVE_POINTS), upper: createCurve(CURVE_POINTS), blocking };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
