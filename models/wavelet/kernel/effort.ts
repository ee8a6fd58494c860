import { LANES } from './kernel.ts';
import type { KernelPlan, KernelScale } from './kernel-plan.ts';
import { operationsOf, radicesOf } from './lengths.ts';

/** What one run of the kernel takes, all four channels together. */
export interface Effort {
  /** Additions, subtractions and multiplications of float32. */
  operations: number;
  /** Bytes loaded and stored, tables of factors and weights excluded. */
  bytes: number;
}

const POINT_BYTES = 8 * LANES;
const VALUE_BYTES = 4 * LANES;
/** Operations of four points of the first pass, by how many of the four hold lines. */
const FIRST_PASS = [0, 18, 26, 30, 34] as const;

/** Counts the work of a plan, pass by pass, as assembly/kernel.ts does it. */
export function effortOf(plan: KernelPlan): Effort {
  const gather = { operations: 7 * plan.samples, bytes: 2 * VALUE_BYTES * plan.samples };
  const parts = plan.frames.flatMap(({ size, scales }) => {
    const half = size / 2;
    const passes = radicesOf(half).length;
    const analysis = {
      // Taking the two real halves apart takes 15 operations for two lines.
      operations: operationsOf(half) + 7.5 * half,
      bytes: 2 * POINT_BYTES * half * (passes + 1) + VALUE_BYTES * (size - plan.samples),
    };
    return [analysis, ...scales.map((scale) => synthesisEffort(scale, plan.bins))];
  });
  const sum = (key: keyof Effort) => [gather, ...parts].reduce((total, part) => total + part[key], 0);
  return { operations: LANES * sum('operations'), bytes: sum('bytes') };
}

function synthesisEffort({ gains, size, pooling }: KernelScale, bins: number): Effort {
  const lines = gains.length;
  const quarter = size / 4;
  const live = Math.ceil(lines / quarter);
  const full = lines - (live - 1) * quarter;
  const firstPass =
    2 * lines + (FIRST_PASS[live] ?? 0) * full + (FIRST_PASS[live - 1] ?? 0) * (quarter - full) - (34 / 4) * size;
  const middlePasses = radicesOf(size).length - 2;
  const pool = bins * (2 * pooling.taps + 4);
  return {
    // |W|^2 at the end takes three operations a point.
    operations: operationsOf(size) + firstPass + 3 * size + pool,
    bytes:
      POINT_BYTES * (lines + size + 2 * size * middlePasses + size) + VALUE_BYTES * (size + bins * (pooling.taps + 1)),
  };
}
