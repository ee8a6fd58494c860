import { describe, expect, it } from 'vitest';
import { createFft } from '#models/wavelet/fft.ts';

/** The definition of the transform, term by term. */
function slowTransform(re: Float64Array, im: Float64Array): { re: number[]; im: number[] } {
  const size = re.length;
  const result = { re: [] as number[], im: [] as number[] };
  for (let k = 0; k < size; k++) {
    let sumRe = 0;
    let sumIm = 0;
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * ((k * n) % size)) / size;
      const [a = 0, b = 0] = [re[n], im[n]];
      sumRe += a * Math.cos(angle) - b * Math.sin(angle);
      sumIm += a * Math.sin(angle) + b * Math.cos(angle);
    }
    result.re.push(sumRe);
    result.im.push(sumIm);
  }
  return result;
}

const wave = (size: number, step: number) =>
  Float64Array.from({ length: size }, (_, n) => Math.sin(n * n * step) + n / size);

describe('createFft', () => {
  it.each([4, 8, 64, 128])('equals the definition at %i points, odd and even powers of two alike', (size) => {
    const re = wave(size, 0.37);
    const im = wave(size, 0.11);
    const expected = slowTransform(re, im);
    createFft(size).forward(re, im);
    for (const [k, value] of re.entries()) expect(value).toBeCloseTo(expected.re[k] ?? Number.NaN, 9);
    for (const [k, value] of im.entries()) expect(value).toBeCloseTo(expected.im[k] ?? Number.NaN, 9);
  });

  it('returns the input, times its size, after forward and inverse', () => {
    const re = wave(8192, 0.37);
    const im = wave(8192, 0.11);
    const before = [re.slice(), im.slice()];
    const fft = createFft(8192);
    fft.forward(re, im);
    fft.inverse(re, im);
    const worst = Math.max(
      ...re.map((value, n) => Math.abs(value / 8192 - (before[0]?.[n] ?? Number.NaN))),
      ...im.map((value, n) => Math.abs(value / 8192 - (before[1]?.[n] ?? Number.NaN))),
    );
    expect(worst).toBeLessThan(1e-13);
  });

  it.each([0, 2, 12, 8.5, Number.NaN])('refuses %s points', (size) => {
    expect(() => createFft(size)).toThrow(/size of an FFT must be a power of two/);
  });

  it('refuses buffers of another length', () => {
    expect(() => createFft(8).forward(new Float64Array(8), new Float64Array(4))).toThrow(/8 real, 4 imaginary/);
  });
});
