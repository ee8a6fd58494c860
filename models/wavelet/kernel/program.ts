import type { KernelFrame, KernelPlan } from './kernel-plan.ts';
import { radicesOf, SHORTEST } from './lengths.ts';

/** A plan as the kernel's tables: 32-bit words and numbers that hold addresses, so they belong at one place in memory. */
export interface KernelProgram {
  /** Tables, to be copied to `base`. */
  readonly tables: ArrayBuffer;
  /** Bytes of scratch a transform needs, gathered samples excluded. */
  readonly workBytes: number;
  /** Bytes of the gathered samples, padding included. */
  readonly vectorBytes: number;
}

const POINT_BYTES = 32;
const MARGIN_BYTES = 16 * SHORTEST;
/** Numbers of a pass that lead its table, other than twiddle factors. */
const CONSTANTS: Partial<Record<number, readonly number[]>> = {
  3: [1 / 2, Math.sin(Math.PI / 3)],
  5: [
    Math.cos((2 * Math.PI) / 5),
    Math.cos((4 * Math.PI) / 5),
    Math.sin((2 * Math.PI) / 5),
    Math.sin((4 * Math.PI) / 5),
  ],
};

const HEADER_WORDS = 5;
const FRAME_WORDS = 6;
const SCALE_WORDS = 9;

/** Lays a plan out for the kernel at address `base`, a multiple of 16. The order of words is that of assembly/kernel.ts. */
export function compileProgram(plan: KernelPlan, base: number): KernelProgram {
  const writer = new TableWriter(base, HEADER_WORDS + FRAME_WORDS * plan.frames.length);
  const longestFrame = Math.max(...plan.frames.map((frame) => frame.size));
  const longest = Math.max(
    longestFrame / 2,
    ...plan.frames.flatMap((frame) => frame.scales.map((scale) => scale.size)),
  );
  const spectrumBytes = (longestFrame / 2) * POINT_BYTES;
  const bufferBytes = longest * POINT_BYTES;
  writer.set(0, [plan.samples, plan.bins, plan.frames.length, spectrumBytes, bufferBytes]);
  const transforms = new Map<number, number>();
  plan.frames.forEach((frame, index) => {
    writer.set(HEADER_WORDS + FRAME_WORDS * index, frameWords(writer, frame, transforms));
  });
  return {
    tables: writer.finish(),
    workBytes: spectrumBytes + 2 * bufferBytes + longest * 16 + 2 * MARGIN_BYTES,
    vectorBytes: longestFrame * 16,
  };
}

function frameWords(writer: TableWriter, frame: KernelFrame, transforms: Map<number, number>): number[] {
  const transformOf = (size: number) => {
    const known = transforms.get(size) ?? writeTransform(writer, size);
    transforms.set(size, known);
    return known;
  };
  const half = frame.size / 2;
  const unpack = writer.numbers(Array.from({ length: half }, (_, k) => turn(k / frame.size)).flat());
  const rows = frame.scales.flatMap(({ row, firstLine, gains, size, pooling }) => {
    const words = [
      firstLine,
      gains.length,
      size,
      transformOf(size),
      // The kernel's spectrum is twice the true one.
      writer.numbers(gains.map((gain) => gain / 2)),
      writer.words(pooling.starts),
      writer.numbers(pooling.weights),
      pooling.taps,
      row,
    ];
    if (words.length !== SCALE_WORDS) throw new RangeError('a scale has another number of words');
    return words;
  });
  return [frame.size, frame.held, transformOf(half), unpack, writer.words(rows), frame.scales.length];
}

/** Passes of one length: radix, m, stride and the twiddle factors of each. */
function writeTransform(writer: TableWriter, size: number): number {
  const radices = radicesOf(size);
  let [length, stride] = [size, 1];
  const passes = radices.flatMap((radix) => {
    const m = length / radix;
    const turns: number[] = [...(CONSTANTS[radix] ?? [])];
    for (let p = 0; p < m; p++) for (let j = 1; j < radix; j++) turns.push(...turn((p * j) / length));
    const words = [radix, m, stride, writer.numbers(turns)];
    length = m;
    stride *= radix;
    return words;
  });
  return writer.words([radices.length, ...passes]);
}

/** exp(-2 pi i part) */
function turn(part: number): [number, number] {
  return [Math.cos(2 * Math.PI * part), -Math.sin(2 * Math.PI * part)];
}

/** Appends tables, each at a multiple of 16 bytes, and tells where they begin. */
class TableWriter {
  readonly #base: number;
  readonly #parts: { at: number; values: Int32Array | Float32Array }[] = [];
  readonly #header: Int32Array;
  #end: number;

  constructor(base: number, headerWords: number) {
    this.#base = base;
    this.#header = new Int32Array(headerWords);
    this.#end = 0;
    this.#append(this.#header);
  }

  set(index: number, words: readonly number[]): void {
    this.#header.set(words, index);
  }

  words(values: Iterable<number>): number {
    return this.#append(Int32Array.from(values));
  }

  numbers(values: Iterable<number>): number {
    return this.#append(Float32Array.from(values));
  }

  finish(): ArrayBuffer {
    const tables = new ArrayBuffer(this.#end);
    for (const { at, values } of this.#parts) {
      new Uint8Array(tables).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    }
    return tables;
  }

  #append(values: Int32Array | Float32Array): number {
    const at = this.#end;
    this.#parts.push({ at, values });
    this.#end = Math.ceil((at + values.byteLength) / 16) * 16;
    return this.#base + at;
  }
}
