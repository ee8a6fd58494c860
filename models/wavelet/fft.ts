import { HeliographError } from '#server/errors.ts';

/** A discrete Fourier transform of one fixed length; it owns its tables and one work buffer, so it never allocates. */
export interface Fft {
  readonly size: number;
  /** X[k] = sum of x[n] exp(-2 pi i k n / size), in place, unscaled. */
  forward(re: Float64Array, im: Float64Array): void;
  /** x[n] = sum of X[k] exp(+2 pi i k n / size), in place, unscaled: divide by `size` to undo `forward`. */
  inverse(re: Float64Array, im: Float64Array): void;
}

interface Signal {
  re: Float64Array;
  im: Float64Array;
}

/**
 * Plans complex transforms of `size` points (a power of two, 4 to 2^24), float64.
 *
 * Stockham's self-sorting radix-4 scheme, with one radix-2 pass when log2(size) is odd: every pass reads one buffer
 * and writes the other in order, so no bit reversal is needed (C. Van Loan, Computational Frameworks for the FFT, 1.7).
 */
export function createFft(size: number): Fft {
  if (!Number.isInteger(size) || size < 4 || size > 2 ** 24 || (size & (size - 1)) !== 0) {
    throw new HeliographError('invalid_input', `size of an FFT must be a power of two from 4 to 2^24, not ${size}`);
  }
  const cosine = Float64Array.from({ length: size }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sine = Float64Array.from({ length: size }, (_, k) => -Math.sin((2 * Math.PI * k) / size));
  const work: Signal = { re: new Float64Array(size), im: new Float64Array(size) };

  function forward(re: Float64Array, im: Float64Array): void {
    if (re.length !== size || im.length !== size) {
      throw new HeliographError(
        'invalid_input',
        `an FFT of ${size} got ${re.length} real, ${im.length} imaginary values`,
      );
    }
    let from: Signal = { re, im };
    let to = work;
    let stride = 1;
    for (let length = size; length > 1; ) {
      const radix = length === 2 ? 2 : 4;
      if (radix === 2) radix2Pass(from, to, stride);
      else radix4Pass(from, to, length, stride, cosine, sine);
      length /= radix;
      stride *= radix;
      [from, to] = [to, from];
    }
    if (from === work) {
      re.set(work.re);
      im.set(work.im);
    }
  }

  // Exchanging the real and the imaginary part before and after turns the forward transform into the inverse one.
  return { size, forward, inverse: (re, im) => forward(im, re) };
}

/** One radix-4 pass: `stride` interleaved transforms of `length` points each become 4 * stride of length / 4. */
function radix4Pass(
  from: Signal,
  to: Signal,
  length: number,
  stride: number,
  cosine: Float64Array,
  sine: Float64Array,
): void {
  const { re: xr, im: xi } = from;
  const { re: yr, im: yi } = to;
  const quarter = length / 4;
  const jump = quarter * stride;
  for (let p = 0; p < quarter; p++) {
    const turn = p * stride;
    const w1r = cosine[turn] as number;
    const w1i = sine[turn] as number;
    const w2r = cosine[2 * turn] as number;
    const w2i = sine[2 * turn] as number;
    const w3r = cosine[3 * turn] as number;
    const w3i = sine[3 * turn] as number;
    for (let q = 0; q < stride; q++) {
      const i = turn + q;
      const ar = xr[i] as number;
      const ai = xi[i] as number;
      const br = xr[i + jump] as number;
      const bi = xi[i + jump] as number;
      const cr = xr[i + 2 * jump] as number;
      const ci = xi[i + 2 * jump] as number;
      const dr = xr[i + 3 * jump] as number;
      const di = xi[i + 3 * jump] as number;
      // (a, b, c, d) times the 4-point matrix: e + f, g - i h, e - f, g + i h.
      const er = ar + cr;
      const ei = ai + ci;
      const fr = br + dr;
      const fi = bi + di;
      const gr = ar - cr;
      const gi = ai - ci;
      const hr = br - dr;
      const hi = bi - di;
      const o = 4 * turn + q;
      yr[o] = er + fr;
      yi[o] = ei + fi;
      const ur = gr + hi;
      const ui = gi - hr;
      yr[o + stride] = ur * w1r - ui * w1i;
      yi[o + stride] = ur * w1i + ui * w1r;
      const vr = er - fr;
      const vi = ei - fi;
      yr[o + 2 * stride] = vr * w2r - vi * w2i;
      yi[o + 2 * stride] = vr * w2i + vi * w2r;
      const zr = gr - hi;
      const zi = gi + hr;
      yr[o + 3 * stride] = zr * w3r - zi * w3i;
      yi[o + 3 * stride] = zr * w3i + zi * w3r;
    }
  }
}

/** The last pass of an odd power of two: `stride` interleaved transforms of two points, whose factors are all 1. */
function radix2Pass(from: Signal, to: Signal, stride: number): void {
  const { re: xr, im: xi } = from;
  const { re: yr, im: yi } = to;
  for (let q = 0; q < stride; q++) {
    const ar = xr[q] as number;
    const ai = xi[q] as number;
    const br = xr[q + stride] as number;
    const bi = xi[q + stride] as number;
    yr[q] = ar + br;
    yi[q] = ai + bi;
    yr[q + stride] = ar - br;
    yi[q + stride] = ai - bi;
  }
}
