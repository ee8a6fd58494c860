import { HeliographError } from '#server/errors.ts';
import type { Band, WaveletPlan } from './plan.ts';

export type Samples = Float32Array | Float64Array;

/**
 * Scalogram of one channel: sqrt(mean |W|^2) over each time bin, in the channel's unit.
 *
 * @param samples `plan.samples` finite values; throws a HeliographError that names the first index that is not.
 * @param out filled and returned when given: `plan.scales.length` x `plan.bins`, row-major, smallest scale first.
 */
export function scalogramOf(plan: WaveletPlan, samples: Samples, out?: Float64Array): Float64Array {
  const { scales, bins, bands } = plan;
  const length = scales.length * bins;
  const result = out ?? new Float64Array(length);
  if (result.length !== length) {
    throw new HeliographError('invalid_input', `out must hold ${length} values, not ${result.length}`);
  }
  loadSpectrum(plan, samples);
  bands.forEach((band, row) => {
    transformBack(plan, band);
    poolPower(plan, result.subarray(row * bins, (row + 1) * bins));
  });
  return result;
}

/** Complex wavelet coefficients of one channel at one scale, one per sample, in the channel's unit. */
export function waveletCoefficients(
  plan: WaveletPlan,
  samples: Samples,
  scaleIndex: number,
): { re: Float64Array; im: Float64Array } {
  const band = plan.bands[scaleIndex];
  if (!band) {
    throw new HeliographError('invalid_input', `scaleIndex must be 0 to ${plan.bands.length - 1}, not ${scaleIndex}`);
  }
  loadSpectrum(plan, samples);
  transformBack(plan, band);
  const cut = (padded: Float64Array) => padded.slice(plan.padBefore, plan.padBefore + plan.samples);
  return { re: cut(plan.buffers.coefficientRe), im: cut(plan.buffers.coefficientIm) };
}

/** Pads the samples by holding both edge values, and leaves their spectrum in the plan's buffers. */
function loadSpectrum(plan: WaveletPlan, samples: Samples): void {
  if (samples.length !== plan.samples) {
    throw new HeliographError('invalid_input', `samples must hold ${plan.samples} values, not ${samples.length}`);
  }
  const bad = samples.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new HeliographError('invalid_input', `samples[${bad}] is ${samples[bad]}: fill the gaps first`);
  const { spectrumRe, spectrumIm } = plan.buffers;
  const end = plan.padBefore + plan.samples;
  spectrumRe.fill(samples[0] as number, 0, plan.padBefore);
  spectrumRe.set(samples, plan.padBefore);
  spectrumRe.fill(samples[plan.samples - 1] as number, end);
  spectrumIm.fill(0);
  plan.fft.forward(spectrumRe, spectrumIm);
}

/** Lets one band of the spectrum through and returns to the time domain: W of the padded samples, in the buffers. */
function transformBack(plan: WaveletPlan, { firstLine, gains }: Band): void {
  const { spectrumRe, spectrumIm, coefficientRe, coefficientIm } = plan.buffers;
  coefficientRe.fill(0);
  coefficientIm.fill(0);
  for (let i = 0; i < gains.length; i++) {
    const gain = gains[i] as number;
    coefficientRe[firstLine + i] = gain * (spectrumRe[firstLine + i] as number);
    coefficientIm[firstLine + i] = gain * (spectrumIm[firstLine + i] as number);
  }
  plan.fft.inverse(coefficientRe, coefficientIm);
}

/** Root of the mean power of each bin. Sample i covers [i, i + 1), so a bin may take a fraction of its outer samples. */
function poolPower(plan: WaveletPlan, row: Float64Array): void {
  const { samples, bins, padBefore, buffers } = plan;
  const { coefficientRe, coefficientIm } = buffers;
  const width = samples / bins;
  for (let bin = 0; bin < bins; bin++) {
    const start = bin * width;
    const end = start + width;
    const last = Math.min(samples, Math.ceil(end));
    let energy = 0;
    for (let i = Math.floor(start); i < last; i++) {
      const share = Math.min(end, i + 1) - Math.max(start, i);
      const re = coefficientRe[padBefore + i] as number;
      const im = coefficientIm[padBefore + i] as number;
      energy += share * (re * re + im * im);
    }
    row[bin] = Math.sqrt(energy / width);
  }
}
