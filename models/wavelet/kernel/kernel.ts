import { KERNEL_BASE64 } from './kernel-binary.ts';

/** Channels the kernel transforms at once, one in each lane of a 128-bit vector. */
export const LANES = 4;

/** Functions of assembly/kernel.ts; every argument is an address in bytes or a count. */
export interface Kernel {
  gather(rows: number, rowBytes: number, samples: number, vectors: number, largest: number): void;
  scale(vectors: number, count: number, factors: number): void;
  transform(program: number, vectors: number, work: number, factors: number, out: number): void;
  flopLoop(rounds: number, factor: number, term: number): number;
  copyLoop(from: number, to: number, bytes: number): void;
}

/** The least of a program that needs vectors: a function that returns a splat's lane. */
const PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
];

let supported: boolean | undefined;
let compiled: WebAssembly.Module | undefined;

/** Whether this runtime has WebAssembly vectors and shared memory. */
export function hasKernelSupport(): boolean {
  supported ??=
    typeof WebAssembly === 'object' &&
    typeof SharedArrayBuffer === 'function' &&
    WebAssembly.validate(Uint8Array.from(PROBE));
  return supported;
}

/** The kernel on a memory of the caller's: shared, and large enough for every address it is given. */
export function instantiateKernel(memory: WebAssembly.Memory): Kernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BASE64), (letter) => letter.charCodeAt(0)));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Kernel;
}

/** Shared memory of at least `bytes`. It never grows, so views of it stay valid. */
export function createKernelMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / 65536);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
