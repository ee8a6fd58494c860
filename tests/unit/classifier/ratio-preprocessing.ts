import type { RatioPreprocessing } from '#models/classifier/preprocessing.ts';

const pixels = { eps: 0.003, lo: -2.5, hi: 0 };
const deviations = { lo: -1, hi: 0.5, knee: 0.03 };

/** Deviations, state and light with eight level rows, as networks of our own read them. */
export const RATIOS: RatioPreprocessing = {
  version: 2,
  wavelet: {
    samples: 4320,
    bins: 64,
    scales: { kind: 'geometric', count: 64, first: 2, ratio: 1.1018297245375999 },
  },
  levelRows: 8,
  channels: [
    { ...pixels, name: 'photocurrent_deviation', level: deviations },
    { ...pixels, name: 'voltage_deviation', level: deviations },
    { ...pixels, name: 'operating_state', level: { lo: -0.5, hi: 1, knee: null } },
    { ...pixels, name: 'irradiance', level: { lo: 0, hi: 1.3, knee: null } },
  ],
};
