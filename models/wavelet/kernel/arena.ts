import type { WaveletPlan } from '../plan.ts';
import { createKernelMemory, instantiateKernel, LANES } from './kernel.ts';
import { createKernelPlan, type KernelPlan } from './kernel-plan.ts';
import { LaneGroup, type Workspace } from './lane-group.ts';
import { compileProgram } from './program.ts';

/** Numbers that say where things lie in an arena's memory; they travel to other threads with it. */
export interface ArenaLayout {
  readonly samples: number;
  readonly channels: number;
  /** Values of one array's scalogram: scales x bins x channels. */
  readonly cells: number;
  readonly capacity: number;
  readonly threads: number;
  /** Series of all arrays as [array][channel][sample], float32. */
  readonly series: number;
  /** Scalograms as [array][scale][bin][channel], float32. */
  readonly scalograms: number;
  /** Scratch of thread 0; that of the next begins `threadBytes` later. */
  readonly scratch: number;
  readonly threadBytes: number;
  readonly vectorBytes: number;
}

/** Memory that holds a plan's tables, arrays' series and scalograms, and scratch for some threads. */
export interface Arena {
  readonly memory: WebAssembly.Memory;
  readonly layout: ArenaLayout;
}

// Below it nothing is kept, so that no address is 0.
const PROGRAM = 1024;
const ALIGNMENT = 256;

const plans = new Map<string, KernelPlan>();

/** The kernel's plan of these options: made once, then found again. */
export function kernelPlanOf(plan: Pick<WaveletPlan, 'samples' | 'bins' | 'scales' | 'error'>): KernelPlan {
  const key = `${plan.samples} ${plan.bins} ${plan.error} ${plan.scales.join()}`;
  const known = plans.get(key) ?? createKernelPlan(plan);
  plans.set(key, known);
  return known;
}

/** Sets an arena up for `capacity` arrays of `channels` channels and `threads` threads. */
export function createArena(
  plan: Pick<WaveletPlan, 'samples' | 'bins' | 'scales' | 'error'>,
  size: { channels: number; capacity: number; threads: number },
): Arena {
  const { channels, capacity, threads } = size;
  const program = compileProgram(kernelPlanOf(plan), PROGRAM);
  const cells = plan.scales.length * plan.bins * channels;
  const staging = plan.scales.length * plan.bins * LANES * 4;
  const threadBytes = ALIGNMENT + align(program.vectorBytes + program.workBytes) + align(staging);
  const scratch = align(PROGRAM + program.tables.byteLength);
  const series = scratch + threads * threadBytes;
  // The last group of channels may read rows past the end: LANES - 1 at most.
  const scalograms = align(series + (capacity * channels + LANES - 1) * plan.samples * 4);
  const memory = createKernelMemory(scalograms + capacity * cells * 4);
  new Uint8Array(memory.buffer).set(new Uint8Array(program.tables), PROGRAM);
  const { vectorBytes } = program;
  const { samples } = plan;
  const layout = { samples, channels, cells, capacity, threads, series, scalograms, scratch, threadBytes, vectorBytes };
  return { memory, layout };
}

/** Views of an arena's series and scalograms. */
export function arenaViews({ memory, layout }: Arena): { series: Float32Array; scalograms: Float32Array } {
  const { capacity, channels, samples, cells } = layout;
  return {
    series: new Float32Array(memory.buffer, layout.series, capacity * channels * samples),
    scalograms: new Float32Array(memory.buffer, layout.scalograms, capacity * cells),
  };
}

/**
 * What thread `thread` transforms arrays of the arena with: a function of the array's index that allocates nothing.
 * Two threads may run theirs at once; the result of an array depends on its own series alone. It returns false when a
 * value was not finite (or, with a number of channels that is no multiple of four, may have been).
 */
export function openArena({ memory, layout }: Arena, thread: number): (array: number) => boolean {
  const { samples, channels, cells, threadBytes, vectorBytes } = layout;
  const lanes = layout.scratch + thread * threadBytes;
  const vectors = lanes + ALIGNMENT;
  const cellsOfGroup = (cells / channels) * LANES;
  const staging = lanes + threadBytes - align(cellsOfGroup * 4);
  const space: Workspace = { program: PROGRAM, lanes, vectors, work: vectors + vectorBytes };
  const group = new LaneGroup(instantiateKernel(memory), memory, space, samples);
  const staged = new Float32Array(memory.buffer, staging, cellsOfGroup);
  const scalograms = new Float32Array(memory.buffer, layout.scalograms, layout.capacity * cells);
  const rowBytes = samples * 4;
  return (array) => {
    const rows = layout.series + array * channels * rowBytes;
    if (channels === LANES) {
      return group.transform(rows, rowBytes, layout.scalograms + array * cells * 4);
    }
    let finite = true;
    for (let first = 0; first < channels; first += LANES) {
      finite = group.transform(rows + first * rowBytes, rowBytes, staging) && finite;
      const used = Math.min(LANES, channels - first);
      for (let i = 0, to = array * cells + first; i < cellsOfGroup; i += LANES, to += channels) {
        for (let lane = 0; lane < used; lane++) scalograms[to + lane] = staged[i + lane] as number;
      }
    }
    return finite;
  };
}

function align(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
