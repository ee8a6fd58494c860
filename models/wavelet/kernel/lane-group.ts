import { type Kernel, LANES } from './kernel.ts';

/** Where one thread's scratch lies in the kernel's memory. */
export interface Workspace {
  readonly program: number;
  /** Two vectors: the largest magnitudes, and the factors of the result. */
  readonly lanes: number;
  readonly vectors: number;
  readonly work: number;
}

// Squares of numbers between these neither vanish nor overflow a float32, after sums over a day and more.
const SMALLEST = 1e-9;
const LARGEST = 1e9;

/** Transforms groups of four rows of samples. Allocates nothing once it is made. */
export class LaneGroup {
  readonly #kernel: Kernel;
  readonly #space: Workspace;
  readonly #samples: number;
  readonly #largest: Float32Array;
  readonly #factors: Float32Array;

  constructor(kernel: Kernel, memory: WebAssembly.Memory, space: Workspace, samples: number) {
    this.#kernel = kernel;
    this.#space = space;
    this.#samples = samples;
    this.#largest = new Float32Array(memory.buffer, space.lanes, LANES);
    this.#factors = new Float32Array(memory.buffer, space.lanes + 16, LANES);
  }

  /**
   * Scalograms of four rows, `rowBytes` apart, as [scale][bin][lane] at `out`. A row with a value that is not finite,
   * or whose span a float32 cannot hold, comes out as NaN, and the other rows as if it were not there.
   *
   * @returns whether all four rows were usable.
   */
  transform(rows: number, rowBytes: number, out: number): boolean {
    const { program, lanes, vectors, work } = this.#space;
    this.#kernel.gather(rows, rowBytes, this.#samples, vectors, lanes);
    const finite = this.#allFinite();
    if (this.#outOfRange()) this.#rescale();
    else this.#factors.fill(1);
    this.#kernel.transform(program, vectors, work, lanes + 16, out);
    return finite;
  }

  #allFinite(): boolean {
    let sum = 0;
    for (let lane = 0; lane < LANES; lane++) sum += this.#largest[lane] as number;
    return Number.isFinite(sum);
  }

  #outOfRange(): boolean {
    for (let lane = 0; lane < LANES; lane++) {
      const largest = this.#largest[lane] as number;
      if (largest !== 0 && !(largest >= SMALLEST && largest <= LARGEST)) return true;
    }
    return false;
  }

  /** Powers of two bring each row near 1 and its result back, without rounding. */
  #rescale(): void {
    for (let lane = 0; lane < LANES; lane++) {
      const largest = this.#largest[lane] as number;
      const exponent = largest > 0 && Number.isFinite(largest) ? Math.round(Math.log2(largest)) : 0;
      // A float32 holds 2^127 but a denormal needs 2^149 to come near 1: 2^120 is near enough.
      const factor = 2 ** Math.max(-120, Math.min(120, -exponent));
      this.#largest[lane] = factor;
      this.#factors[lane] = 1 / factor;
    }
    this.#kernel.scale(this.#space.vectors, this.#samples, this.#space.lanes);
  }
}
