import type { PowerSpectrum } from './power-spectrum.ts';

/** Correlation of |W|^2 at 0, 1, ... `count` - 1 times a spacing. */
export function correlation({ step, values }: PowerSpectrum, spacing: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, lag) => {
    let sum = values[0] as number;
    for (let i = 1; i < values.length; i++) sum += 2 * (values[i] as number) * Math.cos(step * i * spacing * lag);
    return sum;
  });
}

export interface BinCorrelation {
  /** Correlation of the bin's mean with itself. */
  own: number;
  /** And with |W|^2 at each point. */
  points: Float64Array;
}

/** Correlation of a bin's mean of |W|^2 with itself and with points `spacing` samples apart. */
export function binCorrelation(
  { step, values }: PowerSpectrum,
  { start, width }: { start: number; width: number },
  { first, spacing, count }: { first: number; spacing: number; count: number },
): BinCorrelation {
  const points = new Float64Array(count).fill(values[0] as number);
  let own = values[0] as number;
  for (let i = 1; i < values.length; i++) {
    const value = 2 * (values[i] as number);
    const { re, im } = boxAnswer(step * i, start, width);
    own += value * (re * re + im * im);
    const turnRe = Math.cos(step * i * spacing);
    const turnIm = Math.sin(step * i * spacing);
    let pointRe = Math.cos(step * i * first);
    let pointIm = Math.sin(step * i * first);
    for (let tap = 0; tap < count; tap++) {
      points[tap] = (points[tap] as number) + value * (re * pointRe + im * pointIm);
      const next = pointRe * turnRe - pointIm * turnIm;
      pointIm = pointRe * turnIm + pointIm * turnRe;
      pointRe = next;
    }
  }
  return { own, points };
}

/** Mean of exp(i w n) over a bin's samples, those at its ends by their share. */
function boxAnswer(omega: number, start: number, width: number): { re: number; im: number } {
  const first = Math.floor(start);
  const last = Math.ceil(start + width) - 1;
  const firstShare = Math.min(start + width, first + 1) - start;
  const lastShare = last > first ? start + width - last : 0;
  const whole = Math.max(0, last - first - 1);
  // A geometric series, written around its middle.
  const wholeSum = Math.sin((omega * whole) / 2) / Math.sin(omega / 2);
  const middle = (omega * (first + last)) / 2;
  return {
    re:
      (firstShare * Math.cos(omega * first) + lastShare * Math.cos(omega * last) + wholeSum * Math.cos(middle)) / width,
    im:
      (firstShare * Math.sin(omega * first) + lastShare * Math.sin(omega * last) + wholeSum * Math.sin(middle)) / width,
  };
}
