import { describe, expect, it } from 'vitest';
import { type CutString, solveBridge, upperCurrent } from '#models/photovoltaic/bridge.ts';
import { createCurve, currentOn } from '#models/photovoltaic/curve.ts';
import { createRandom } from '#models/photovoltaic/random.ts';
import { createSegments } from '#models/photovoltaic/segments.ts';
import { CURVE_POINTS } from '#models/photovoltaic/substring-table.ts';
import { idealArray } from './arrays.ts';

describe('solveBridge', () => {
  it.each([false, true])(
    "holds Kirchhoff's current law at both nodes within 1e-5 A, from any guess; diodes: %s",
    (blocking) => {
      const random = createRandom('bridge');
      const segments = createSegments(idealArray());
      const all = [0, 1, 2, 3, 4];
      for (let trial = 0; trial < 300; trial++) {
        const place = segments.placeAt(random.uniform(5, 1250), random.uniform(-10, 70));
        const cut = (node: number): CutString => {
          const [lower, upper] = [createCurve(CURVE_POINTS), createCurve(CURVE_POINTS)];
          segments.read(0, all.slice(0, node), place, lower);
          segments.read(0, all.slice(node), place, upper);
          return { lower, upper, blocking };
        };
        const [a, b] = [cut(random.integer(1, 4)), cut(random.integer(1, 4))];
        const resistance = random.uniform(0.001, 1);
        const voltage = random.uniform(1, 250);
        const nodes = { first: random.uniform(-50, 250), second: random.uniform(-50, 250) };
        solveBridge(a, b, voltage, resistance, nodes);
        const across = (nodes.first - nodes.second) / resistance;
        const errors = [
          currentOn(a.lower, nodes.first) - upperCurrent(a, voltage - nodes.first) - across,
          currentOn(b.lower, nodes.second) - upperCurrent(b, voltage - nodes.second) + across,
        ];
        for (const error of errors) expect(Math.abs(error), `trial ${trial}`).toBeLessThan(1e-5);
      }
    },
  );
});
