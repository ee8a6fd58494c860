import { describe, expect, it } from 'vitest';
import { createArrayCircuit } from '#models/photovoltaic/array-circuit.ts';
import { type ArrayState, HEALTHY } from '#models/photovoltaic/array-state.ts';
import { CS6U_330P } from '#models/photovoltaic/module-parameters.ts';
import { currentAtVoltage, diodeParameters, maximumPowerPoint } from '#models/photovoltaic/single-diode.ts';
import { bestPoint, idealArray } from './arrays.ts';

const shade = (remainder: number, cells: readonly number[], strings = [0]): ArrayState => {
  const covered = new Uint8Array(15);
  covered.set(cells);
  return { kind: 'shade', remainder, shadows: strings.map((string) => ({ string, covered })) };
};

describe('array circuit', () => {
  it('has the maximum power of its modules within 0.5 % and their voltage within 0.5 %, between all nodes of its tables', () => {
    const array = idealArray();
    for (const irradiance of [10, 41, 100, 330, 900, 1270]) {
      for (const temperature of [-12, 12, 38, 63]) {
        const exact = maximumPowerPoint(diodeParameters(CS6U_330P, irradiance, temperature));
        const found = bestPoint(array, irradiance, temperature, HEALTHY);
        expect(Math.abs(found.power / (15 * exact.power) - 1), `${irradiance} ${temperature}`).toBeLessThan(0.005);
        expect(Math.abs(found.voltage / (5 * exact.voltage) - 1), `${irradiance} ${temperature}`).toBeLessThan(0.005);
      }
    }
  });

  it('falls in current as voltage rises, in every state', () => {
    const states: ArrayState[] = [
      HEALTHY,
      { kind: 'shunt', string: 1, from: 1, to: 3, resistance: 0.2 },
      { kind: 'ground', string: 1, node: 3, resistance: 9 },
      { kind: 'bridge', strings: [2, 0], nodes: [1, 4], resistance: 0.3 },
      { kind: 'open', strings: [1] },
      { kind: 'arc', string: 0, voltage: 25, trackedVoltage: 20 },
      shade(0.3, [24, 24, 5], [0, 2]),
    ];
    for (const state of states) {
      const circuit = createArrayCircuit(idealArray());
      circuit.set(700, 40, state);
      const currents = Array.from({ length: 110 }, (_, i) => circuit.currentAt(2 * i));
      for (let i = 1; i < currents.length; i++) {
        expect(currents[i], `${state.kind} ${2 * i} V`).toBeLessThan((currents[i - 1] ?? 0) + 1e-6);
      }
    }
  });

  it('loses one third of its current and no voltage when one of three strings is open', () => {
    const healthy = bestPoint(idealArray(), 800, 45, HEALTHY);
    const open = bestPoint(idealArray(), 800, 45, { kind: 'open', strings: [1] });
    expect(open.current / healthy.current).toBeCloseTo(2 / 3, 2);
    expect(open.voltage / healthy.voltage).toBeCloseTo(1, 2);
  });

  it('changes in voltage and in current when a node goes to ground, for the negative is grounded', () => {
    const healthy = bestPoint(idealArray(), 800, 45, HEALTHY);
    const ground = (node: number, resistance: number) =>
      bestPoint(idealArray(), 800, 45, { kind: 'ground', string: 0, node, resistance });
    const middling = ground(3, 8);
    expect(middling.voltage / healthy.voltage).toBeLessThan(0.9);
    expect(middling.current / healthy.current).toBeLessThan(0.9);
    expect(ground(3, 2).power).toBeLessThan(middling.power);
    expect(ground(3, 30).power).toBeGreaterThan(middling.power);
    expect(ground(3, 1e7).power / healthy.power).toBeCloseTo(1, 4);
  });

  it('feels nothing of one node at ground when it floats', () => {
    const circuit = createArrayCircuit(idealArray({ grounding: 'floating' }));
    const currents = (state: ArrayState) => {
      circuit.set(800, 45, state);
      return Array.from({ length: 120 }, (_, i) => circuit.currentAt(2 * i));
    };
    expect(currents({ kind: 'ground', string: 0, node: 3, resistance: 2 })).toEqual(currents(HEALTHY));
  });

  it('gives the load what its strings make and no more: V x I is the power of its modules, less what wires and path take', () => {
    const array = { ...idealArray({ modulesInSeries: 4, strings: 2 }), wiringResistance: 0.05 };
    const module = diodeParameters(CS6U_330P, 800, 45);
    const circuit = createArrayCircuit(array);
    circuit.set(800, 45, HEALTHY);
    for (const voltage of [60, 110, 140]) {
      const current = circuit.currentAt(voltage);
      const each = current / 2;
      // Each module works at a quarter of the string's voltage and of what its wire drops on top.
      const atModule = voltage / 4 + each * 0.05;
      const made = 8 * atModule * currentAtVoltage(module, atModule);
      const inWires = 8 * each ** 2 * 0.05;
      expect(Math.abs((voltage * current + inWires) / made - 1), `${voltage} V`).toBeLessThan(0.005);
    }
  });

  it('never gives more power with a fault than without, and less the worse the fault', () => {
    const power = (state: ArrayState) => bestPoint(idealArray(), 800, 45, state).power;
    const worsening: Record<string, ArrayState[]> = {
      'line-line, by modules': [1, 2, 3].map((to) => ({ kind: 'shunt', string: 0, from: 0, to, resistance: 0.05 })),
      'line-line, by ohms': [300, 30, 3, 0.3].map((resistance) => ({
        ...{ kind: 'shunt', string: 0, from: 1, to: 3 },
        resistance,
      })),
      'line-line across, by mismatch': [2, 3, 4].map((node) => ({
        ...{ kind: 'bridge', strings: [0, 1], resistance: 0.05 },
        nodes: [1, node],
      })),
      'line-ground, by ohms': [300, 30, 10, 2].map((resistance) => ({
        ...{ kind: 'ground', string: 0, node: 3 },
        resistance,
      })),
      'line-ground, by node': [1, 2, 3, 4].map((node) => ({ kind: 'ground', string: 0, node, resistance: 5 })),
      'open strings': [
        { kind: 'open', strings: [0] },
        { kind: 'open', strings: [0, 2] },
      ],
      'shading, by cells': [2, 8, 24].map((cells) => shade(0.5, [24, cells])),
      'shading, by strings': [[0], [0, 1], [0, 1, 2]].map((strings) => shade(0.3, [24, 24], strings)),
      'shading, by substrings': [[24], [24, 24], [24, 24, 24]].map((cells) => shade(0.2, cells)),
      'arc, by volts': [12, 25, 40].map((voltage) => ({ kind: 'arc', string: 0, voltage, trackedVoltage: voltage })),
    };
    for (const [name, states] of Object.entries(worsening)) {
      let before = power(HEALTHY) * (1 + 1e-9);
      for (const state of states) {
        const now = power(state);
        // Once a substring is bypassed it can get no worse: equal is allowed, more is not.
        expect(now, `${name} ${JSON.stringify(state)}`).toBeLessThanOrEqual(before * (1 + 1e-6));
        before = now;
      }
      expect(before, name).toBeLessThan(0.995 * power(HEALTHY));
    }
  });

  it('takes current when it is driven above its open-circuit voltage, ever more, and none through blocking diodes', () => {
    const driven = (blockingDiodes: boolean) => {
      const circuit = createArrayCircuit(idealArray({ strings: 1, blockingDiodes }));
      circuit.set(800, 45, HEALTHY);
      return [225, 235, 245].map(circuit.currentAt);
    };
    const [first = 0, second = 0, third = 0] = driven(false);
    expect(first).toBeLessThan(0);
    expect(second).toBeLessThan(first);
    expect(third).toBeLessThan(second);
    expect(driven(true)).toEqual([0, 0, 0]);
  });

  it('loses the voltage of the modules that a line-line path bridges', () => {
    const healthy = bestPoint(idealArray(), 800, 45, HEALTHY);
    for (const modules of [1, 2, 3]) {
      const fault = bestPoint(idealArray(), 800, 45, {
        kind: 'shunt',
        string: 0,
        from: 1,
        to: 1 + modules,
        resistance: 0.01,
      });
      expect(fault.voltage / healthy.voltage).toBeGreaterThan(1 - modules / 5 - 0.02);
      expect(fault.voltage / healthy.voltage).toBeLessThan(1 - modules / 5 + 0.08);
    }
  });

  it('loses the same to a path across two strings as to one within a string, when neither resists', () => {
    const within = bestPoint(idealArray(), 800, 45, { kind: 'shunt', string: 0, from: 1, to: 3, resistance: 1e-3 });
    const across = bestPoint(idealArray(), 800, 45, {
      kind: 'bridge',
      strings: [0, 1],
      nodes: [1, 3],
      resistance: 1e-3,
    });
    expect(Math.abs(across.power / within.power - 1)).toBeLessThan(0.02);
  });

  it('feels nothing of a path between equal nodes of equal strings', () => {
    const healthy = bestPoint(idealArray(), 650, 30, HEALTHY);
    const equal = bestPoint(idealArray(), 650, 30, { kind: 'bridge', strings: [0, 2], nodes: [2, 2], resistance: 0.1 });
    expect(equal.power / healthy.power).toBeCloseTo(1, 9);
  });

  it('drives current backwards through a string above its open-circuit voltage, unless a diode blocks it', () => {
    const currentOf = (blockingDiodes: boolean) => {
      const circuit = createArrayCircuit(idealArray({ blockingDiodes }));
      circuit.set(800, 45, { kind: 'shunt', string: 0, from: 0, to: 3, resistance: 0.01 });
      return circuit.currentAt(150);
    };
    const twoStrings = createArrayCircuit(idealArray({ blockingDiodes: true }));
    twoStrings.set(800, 45, { kind: 'open', strings: [0] });
    expect(currentOf(true)).toBeCloseTo(twoStrings.currentAt(150), 9);
    expect(currentOf(false)).toBeLessThan(currentOf(true) - 5);
  });

  it('needs an arc of more voltage to lose more power, and the other strings feel nothing of it at a held voltage', () => {
    const at = (voltage: number) => {
      const circuit = createArrayCircuit(idealArray());
      circuit.set(800, 45, voltage ? { kind: 'arc', string: 0, voltage, trackedVoltage: voltage } : HEALTHY);
      return circuit.currentAt(175);
    };
    expect(at(12)).toBeLessThan(at(0));
    expect(at(40)).toBeLessThan(at(12));
    expect(at(40)).toBeGreaterThanOrEqual((2 / 3) * at(0) - 1e-9);
  });
});

// Measured on an array of about 180 V: a third of a module in shadow gave V x 0.88 (0.86..0.90) and I x 0.96; two thirds
// 176 V -> 154 V, which is V x 0.875 too. Both lost as much as two bypassed substrings: one alone is a fifteenth of the
// string. So we read the third as a third of the module's cells, lying across two substrings of a single string. With
// two more strings in parallel the same shadow costs less voltage. The 4 % of current are not explained by it.
describe('shading calibration', () => {
  const string = idealArray({ strings: 1 });
  const healthy = bestPoint(string, 800, 35, HEALTHY);

  it('starts from a string of about 176 V', () => {
    expect(Math.abs(healthy.voltage - 176)).toBeLessThan(4);
  });

  it.each([2, 3, 8])('gives V x 0.86..0.90 and I x 0.95..1.01 with one substring and %s cells of the next', (cells) => {
    for (const remainder of [0.1, 0.3]) {
      const shaded = bestPoint(string, 800, 35, shade(remainder, [24, cells]));
      expect(shaded.voltage / healthy.voltage).toBeGreaterThan(0.86);
      expect(shaded.voltage / healthy.voltage).toBeLessThan(0.9);
      expect(shaded.current / healthy.current).toBeGreaterThan(0.95);
      expect(shaded.current / healthy.current).toBeLessThan(1.01);
    }
  });

  it.each([
    [12, 12],
    [16, 8],
    [20, 4],
  ])(
    'gives V x 0.86..0.90 with a third of a module shaded: %s cells of one substring and %s of the next',
    (...cells) => {
      const shaded = bestPoint(string, 800, 35, shade(0.3, cells));
      expect(shaded.voltage / healthy.voltage).toBeGreaterThan(0.86);
      expect(shaded.voltage / healthy.voltage).toBeLessThan(0.9);
      expect(shaded.current / healthy.current).toBeCloseTo(1, 2);
    },
  );

  it('loses less voltage to the same shadow beside two strings in the light', () => {
    const three = idealArray();
    const before = bestPoint(three, 800, 35, HEALTHY);
    const after = bestPoint(three, 800, 35, shade(0.3, [12, 12]));
    expect(after.voltage / before.voltage).toBeGreaterThan(0.9);
    expect(after.voltage / before.voltage).toBeLessThan(0.93);
  });

  it('loses no more than the voltage of one substring and its bypass diode to a shadow that covers just one', () => {
    const shaded = bestPoint(string, 800, 35, shade(0.3, [24]));
    expect(healthy.voltage - shaded.voltage).toBeLessThan(healthy.voltage / 15 + 0.8);
    expect(shaded.voltage / healthy.voltage).toBeCloseTo(0.93, 2);
  });

  it('gives 176 -> 154 V within 3 V and an unchanged current with two substrings', () => {
    const shaded = bestPoint(string, 800, 35, shade(0.3, [24, 24]));
    expect(Math.abs((shaded.voltage / healthy.voltage) * 176 - 154)).toBeLessThan(3);
    expect(shaded.current / healthy.current).toBeCloseTo(1, 2);
  });

  it('has a second, lower hill at the current of the shadow', () => {
    const circuit = createArrayCircuit(string);
    circuit.set(800, 35, shade(0.3, [24, 24]));
    const power = (voltage: number) => voltage * circuit.currentAt(voltage);
    expect(power(200)).toBeGreaterThan(power(185));
    expect(power(150)).toBeGreaterThan(power(200));
  });
});
