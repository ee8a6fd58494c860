import { viridis } from '#components/charts/viridis.ts';
import type { ScalogramChannel } from '#domain/views.ts';

/** A channel's pixels, row-major: a row a scale (shortest period first), a column a time bin. */
export function decodePixels(channel: Pick<ScalogramChannel, 'pixelsBase64'>): Uint8Array {
  return Uint8Array.from(atob(channel.pixelsBase64), (character) => character.charCodeAt(0));
}

/** RGBA of the pixels under viridis, row-major, for an image of the same size. */
export function colorPixels(pixels: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const table = Array.from({ length: 256 }, (_, value) => viridis(value / 255));
  const rgba = new Uint8ClampedArray(pixels.length * 4);
  for (const [index, pixel] of pixels.entries()) rgba.set([...(table[pixel] ?? [0, 0, 0]), 255], index * 4);
  return rgba;
}

/** |W| that a pixel stands for, in the channel's unit (V, A, °C, W/m²); never under 0. */
export function pixelValue(channel: Omit<ScalogramChannel, 'pixelsBase64' | 'unit'>, pixel: number): number {
  const normalised = 10 ** (channel.lo + (pixel / 255) * (channel.hi - channel.lo)) - channel.eps;
  return Math.max(0, normalised * channel.unitScale);
}

/** The ends of the colour map stand for everything beyond them: "≤" at the lowest, "≥" at the highest. */
export function clippedSign(pixel: number): string {
  if (pixel === 0) return '≤ ';
  return pixel === 255 ? '≥ ' : '';
}

const PERIOD_TICKS = [60, 300, 1200, 3600, 14_400, 43_200];

/** Round periods along the axis; `y` is a part of its height from the top (shortest period), 0..1. */
export function periodTicks(periods: readonly number[]): { y: number; seconds: number }[] {
  return PERIOD_TICKS.flatMap((seconds) => {
    const above = periods.findIndex((period) => period >= seconds);
    const [low, high] = [periods[above - 1], periods[above]];
    if (low === undefined || high === undefined) return [];
    const part = Math.log(seconds / low) / Math.log(high / low);
    return [{ y: (above - 0.5 + part) / periods.length, seconds }];
  });
}
