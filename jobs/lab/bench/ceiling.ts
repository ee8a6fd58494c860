import { createKernelMemory, instantiateKernel } from '#models/wavelet/kernel/kernel.ts';
import { millisecondsOf } from './clock.ts';

export interface Ceiling {
  /** Additions and multiplications, 10^9 a second, without any memory. */
  gflops: number;
  /** Bytes loaded and stored, 10^9 a second, copying within the second-level cache. */
  gigabytes: number;
}

// Many short calls: a function that is running stays in the code it was started with, and the first is a slow one.
const CALLS = 400;
const ROUNDS = 2500;
const OPERATIONS_PER_ROUND = 96;
const COPY_BYTES = 256 * 1024;
const COPIES = 200;

/** What this core does at best in the kernel's own instructions; each call takes some 20 ms. */
export function openCeiling(): () => Ceiling {
  const kernel = instantiateKernel(createKernelMemory(4 * COPY_BYTES));
  const measure = () => {
    const computeMs = millisecondsOf(() => {
      for (let i = 0; i < CALLS; i++) kernel.flopLoop(ROUNDS, 1.000001, 1e-6);
    });
    const copyMs = millisecondsOf(() => {
      for (let i = 0; i < COPIES; i++) kernel.copyLoop(COPY_BYTES, 2 * COPY_BYTES, COPY_BYTES);
    });
    return {
      gflops: (CALLS * ROUNDS * OPERATIONS_PER_ROUND) / computeMs / 1e6,
      gigabytes: (2 * COPIES * COPY_BYTES) / copyMs / 1e6,
    };
  };
  measure();
  return measure;
}
