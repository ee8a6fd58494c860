import { describe, expect, it } from 'vitest';
import { createWaveletPlan, type WaveletOptions } from '#models/wavelet/plan.ts';

describe('createWaveletPlan', () => {
  it('pads a plant day to 8192 samples, 1936 on each side', () => {
    const plan = createWaveletPlan();
    expect(plan).toMatchObject({ samples: 4320, bins: 64, size: 8192, padBefore: 1936 });
    expect(plan.size - plan.padBefore - plan.samples).toBe(1936);
  });

  it.each<[WaveletOptions, string]>([
    [{ samples: 1 }, 'samples must be an integer from 2 to 4194304, not 1'],
    [{ samples: 10.5 }, 'samples must be an integer from 2 to 4194304, not 10.5'],
    [{ bins: 0 }, 'bins must be an integer from 1 to 4320, not 0'],
    [{ samples: 32, bins: 33 }, 'bins must be an integer from 1 to 32, not 33'],
    [{ error: 0 }, 'error must be from 1e-5 to 1e-2, not 0'],
    [{ error: 0.1 }, 'error must be from 1e-5 to 1e-2, not 0.1'],
    [{ scales: [] }, 'scales: need at least one scale'],
  ])('refuses %j by name', (options, message) => {
    expect(() => createWaveletPlan(options)).toThrow(message);
  });
});
