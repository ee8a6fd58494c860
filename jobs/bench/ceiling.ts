import { createKernelMemory, instantiateKernel } from '#models/wavelet/kernel/kernel.ts';
import { millisecondsOf } from './clock.ts';

export interface Ceiling {
  /** Additions and multiplications, 10^9 a second, without any memory. */
  gflops: number;
  /** Bytes loaded and stored, 10^9 a second, copying within the second-level cache. */
  gigabytes: number;
}

const ROUNDS = 2_000_000;
const OPERATIONS_A_ROUND = 48;
const COPY_BYTES = 256 * 1024;
const COPIES = 200;

/** What this core does at best in the kernel's own instructions; each call takes some 20 ms. */
export function openCeiling(): () => Ceiling {
  const kernel = instantiateKernel(createKernelMemory(4 * COPY_BYTES));
  return () => {
    const computeMs = millisecondsOf(() => kernel.flopLoop(ROUNDS));
    const copyMs = millisecondsOf(() => {
      for (let i = 0; i < COPIES; i++) kernel.copyLoop(COPY_BYTES, 2 * COPY_BYTES, COPY_BYTES);
    });
    return {
      gflops: (ROUNDS * OPERATIONS_A_ROUND) / computeMs / 1e6,
      gigabytes: (2 * COPIES * COPY_BYTES) / copyMs / 1e6,
    };
  };
}
