import { describe, expect, it } from 'vitest';
import {
  CHANNEL_COLORS,
  contrastRatio,
  FAULT_COLORS,
  inkOn,
  KIND_COLORS,
  linearRgb,
} from '#components/charts/palette.ts';
import { CONDITIONS } from '#domain/conditions.ts';

// Machado, Oliveira and Fernandes (2009), severity 1, applied to linear light.
const SIGHTS: Record<string, number[][]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: number[][], vector: number[]) =>
  matrix.map((row) => row.reduce((sum, factor, index) => sum + factor * (vector[index] ?? 0), 0));

/** OKLab (Ottosson, 2020) of linear sRGB. */
function oklab(rgb: number[]): number[] {
  const lms = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb.map((value) => Math.max(0, value)),
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    lms.map(Math.cbrt),
  );
}

const distance = (a: number[], b: number[]) => Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));

describe.each(['light', 'dark'] as const)('the %s palette', (scheme) => {
  it.each(Object.entries(SIGHTS))('keeps the six conditions apart for %s sight', (_, matrix) => {
    const seen = CONDITIONS.map((condition) => oklab(times(matrix, linearRgb(KIND_COLORS[scheme][condition]))));
    const distances = seen.flatMap((a, index) => seen.slice(index + 1).map((b) => distance(a, b)));
    expect(Math.min(...distances)).toBeGreaterThan(0.15);
  });

  it.each(Object.entries(SIGHTS))(
    'keeps a converter that is off apart from the six conditions for %s sight',
    (_, matrix) => {
      const seen = (color: string) => oklab(times(matrix, linearRgb(color)));
      const off = seen(FAULT_COLORS[scheme].converter_off);
      const distances = CONDITIONS.map((condition) => distance(off, seen(KIND_COLORS[scheme][condition])));
      expect(Math.min(...distances)).toBeGreaterThan(0.13);
    },
  );

  it('gives every cell a text colour that meets WCAG AA', () => {
    for (const color of Object.values(KIND_COLORS[scheme]))
      expect(contrastRatio(color, inkOn(color))).toBeGreaterThan(4.5);
  });

  it('draws series lines that stand out 3 to 1 from the panel', () => {
    const panel = scheme === 'light' ? '#ffffff' : '#161e25';
    for (const color of Object.values(CHANNEL_COLORS[scheme])) expect(contrastRatio(color, panel)).toBeGreaterThan(3);
  });
});

it('the contrast of black on white is 21, of a colour on itself 1', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrastRatio('#3a505f', '#3a505f')).toBe(1);
});
