// What `heliograph/wavelet` exports; docs/library.md shows its use. What is not here may change at any time.
export { createWaveletPlan, type WaveletOptions, type WaveletPlan } from './plan.ts';
export { DEFAULT_SCALE_SET, LINEAR_SCALE_SET, periodSecondsOf, type ScaleSet } from './scales.ts';
export { type Samples, scalogramOf, waveletCoefficients } from './scalogram.ts';
export { createScalogramTransform, type ScalogramTransform, type WaveletEngine } from './scalograms.ts';
