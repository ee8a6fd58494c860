import type { Grounding } from './array-spec.ts';
import type { ArrayState, ShadeState } from './array-state.ts';
import { type BridgeNodes, type CutString, solveBridge, upperCurrent } from './bridge.ts';
import type { BuiltArray } from './built-array.ts';
import { addInSeries, type Curve, createCurve, currentOn, shuntCurve } from './curve.ts';
import { range } from './range.ts';
import { BLOCKING_DROP_V, SUBSTRINGS_PER_MODULE } from './ranges.ts';
import { createSegments, type Place } from './segments.ts';
import { createShadedString } from './shaded-string.ts';
import { type StringStates, statesOf } from './string-states.ts';
import { CURVE_POINTS } from './substring-table.ts';

/** What a slot has beside one condition. */
export interface SlotExtras {
  /** A second fault. */
  second?: ArrayState;
  /** A shadow on all strings that is no fault: snow, rows. */
  shade?: ShadeState;
  /** Factor on the light of each string; default 1. */
  stringLight?: Float64Array;
}

/** An array's electricity: `set` the slot, then ask for currents. Holds buffers: one caller at a time. */
export interface ArrayCircuit {
  /** @param irradiance that reaches the cells, W/m², 0 or more; cellTemperature °C */
  set(irradiance: number, cellTemperature: number, state: ArrayState, extras?: SlotExtras): void;
  /** Current of the array at a voltage, A; negative above its open-circuit voltage. */
  currentAt(voltage: number): number;
  /** The same as the converter's slower control sees it; differs under an arc. */
  trackedCurrentAt(voltage: number): number;
}

/** A shaded part of a string has at most so many times the points of one substring. */
const SHADED_CURVE = 4 * CURVE_POINTS;

/** Strings in parallel, with whatever fault the state puts in. Strings in the same state share their work. */
export function createArrayCircuit(array: BuiltArray): ArrayCircuit {
  const { spec, wiringResistance } = array;
  const segments = createSegments(array);
  const shadedString = createShadedString(
    segments,
    spec.module.cellsInSeries / SUBSTRINGS_PER_MODULE,
    wiringResistance,
  );
  const all = range(0, spec.modulesInSeries);
  const strings = Array.from({ length: spec.strings }, () => createCurve(2 * SHADED_CURVE));
  const inner = createCurve(SHADED_CURVE);
  const outer = createCurve(SHADED_CURVE);
  const cutStrings: [CutString, CutString] = [createCut(spec.blockingDiodes), createCut(spec.blockingDiodes)];
  const nodes: BridgeNodes = { first: 0, second: 0 };
  const blockingDrop = spec.blockingDiodes ? BLOCKING_DROP_V : 0;
  /** Strings whose curve is made in this slot, and how many are like each. */
  const made: number[] = [];
  const like = new Float64Array(spec.strings);
  const states: StringStates[] = Array.from({ length: spec.strings }, () => ({ isOut: false, arc: 0, trackedArc: 0 }));
  let bridge: Extract<ArrayState, { kind: 'bridge' }> | null = null;

  const blocked = (current: number) => (spec.blockingDiodes ? Math.max(current, 0) : current);

  /** Curve of some modules of a string, whatever light they have. */
  const readPart = (index: number, modules: readonly number[], light: Light, out: Curve) => {
    const shadow = states[index]?.shadow;
    if (shadow) {
      const shaded = segments.placeAt(light.irradiance * shadow.remainder, light.cellTemperature);
      shadedString({ string: index, modules, covered: shadow.covered, lit: light.place, shaded, out });
    } else if (modules === all) segments.readWhole(index, light.place, out);
    else segments.read(index, modules, light.place, out);
  };

  const makeCurve = (index: number, light: Light, curve: Curve) => {
    const shunt = states[index]?.shunt;
    if (!shunt) return readPart(index, all, light, curve);
    const within = (module: number) => module >= shunt.from && module < shunt.to;
    readPart(index, all.filter(within), light, inner);
    shuntCurve(inner, shunt.resistance);
    const others = all.filter((module) => !within(module));
    readPart(index, others, light, outer);
    addInSeries(inner, outer, curve);
  };

  const isLike = (index: number, other: number) => {
    const [a, b] = [states[index] as StringStates, states[other] as StringStates];
    if (array.modules[index] !== array.modules[other] || a.light !== b.light) return false;
    if (a.shunt || b.shunt || a.arc + a.trackedArc + b.arc + b.trackedArc > 0) return false;
    return a.shadow?.covered === b.shadow?.covered && a.shadow?.remainder === b.shadow?.remainder;
  };

  const set = (irradiance: number, cellTemperature: number, given: ArrayState, extras: SlotExtras = {}) => {
    const first = withoutGround(given, spec.grounding);
    const second = extras.second && withoutGround(extras.second, spec.grounding);
    bridge = first.kind === 'bridge' ? first : second?.kind === 'bridge' ? second : null;
    statesOf(states, first, second, extras.shade, extras.stringLight);
    const full: Light = { irradiance, cellTemperature, place: segments.placeAt(irradiance, cellTemperature) };
    const lightOf = (index: number) => {
      const factor = states[index]?.light ?? 1;
      if (factor === 1) return full;
      const own = irradiance * factor;
      return { irradiance: own, cellTemperature, place: segments.placeAt(own, cellTemperature) };
    };
    made.length = 0;
    for (let index = 0; index < spec.strings; index++) {
      if (states[index]?.isOut) continue;
      const known = made.find((other) => isLike(index, other));
      if (known !== undefined) {
        like[known] = (like[known] as number) + 1;
        continue;
      }
      made.push(index);
      like[index] = 1;
      makeCurve(index, lightOf(index), strings[index] as Curve);
    }
    if (bridge === null) return;
    for (const [side, cut] of cutStrings.entries()) {
      const [string, node] = [bridge.strings[side] as number, bridge.nodes[side] as number];
      readPart(string, range(0, node), lightOf(string), cut.lower);
      readPart(string, range(node, spec.modulesInSeries), lightOf(string), cut.upper);
    }
  };

  const bridgedCurrentAt = (voltage: number, resistance: number) => {
    const [a, b] = cutStrings;
    solveBridge(a, b, voltage, resistance, nodes);
    return upperCurrent(a, voltage - nodes.first) + upperCurrent(b, voltage - nodes.second);
  };

  const sumAt = (voltage: number, isTracked: boolean) => {
    let current = 0;
    const atStrings = voltage + blockingDrop;
    for (let n = 0; n < made.length; n++) {
      const index = made[n] as number;
      const { arc, trackedArc } = states[index] as StringStates;
      const one = stringCurrent(strings[index] as Curve, atStrings, isTracked ? trackedArc : arc);
      current += (like[index] as number) * blocked(one);
    }
    return bridge === null ? current : current + bridgedCurrentAt(atStrings, bridge.resistance);
  };

  return {
    set,
    currentAt: (voltage) => sumAt(voltage, false),
    trackedCurrentAt: (voltage) => sumAt(voltage, true),
  };
}

interface Light {
  irradiance: number;
  cellTemperature: number;
  place: Place;
}

/** A path to ground as what it is in the circuit: across the modules below it if the negative is grounded, else nothing. */
function withoutGround(state: ArrayState, grounding: Grounding): Exclude<ArrayState, { kind: 'ground' }> {
  if (state.kind !== 'ground') return state;
  if (grounding === 'floating') return { kind: 'healthy' };
  return { kind: 'shunt', string: state.string, from: 0, to: state.node, resistance: state.resistance };
}

/** An arc takes its voltage from whatever flows; where the string cannot drive it, it goes out and nothing flows. */
function stringCurrent(curve: Curve, voltage: number, arcVoltage: number): number {
  if (arcVoltage === 0) return currentOn(curve, voltage);
  return Math.max(currentOn(curve, voltage + arcVoltage), 0);
}

function createCut(blocking: boolean): CutString {
  return { lower: createCurve(SHADED_CURVE), upper: createCurve(SHADED_CURVE), blocking };
}
