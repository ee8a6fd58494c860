import type { CellKind } from '#components/charts/cell-kinds.ts';
import type { Channel } from '#domain/channels.ts';
import type { FaultKind } from '#domain/fault-kinds.ts';
import type { MarkedState } from '#domain/operation-view.ts';

export type ColorScheme = 'light' | 'dark';

/**
 * Found by a search for the six colours farthest apart (OKLab) for normal sight, protanopia, deuteranopia and tritanopia
 * at once: at least 0.18 (light) and 0.15 (dark). `normal` is quiet on purpose: what is wrong has to stand out.
 */
export const KIND_COLORS: Record<ColorScheme, Record<CellKind, string>> = {
  light: {
    normal: '#b1cbd4',
    line_line: '#e53609',
    line_ground: '#891479',
    open_circuit: '#0888df',
    partial_shading: '#fcb200',
    arc_fault: '#390009',
    limited: '#dfe6c9',
    off: '#8b959d',
    check_registration: '#e4dcf2',
    no_verdict: '#eceff2',
    missing: '#ffffff',
  },
  dark: {
    normal: '#3a505f',
    line_line: '#e96134',
    line_ground: '#ab43cb',
    open_circuit: '#5cbdee',
    partial_shading: '#f1b72a',
    arc_fault: '#fee7f1',
    limited: '#33402a',
    off: '#6a747c',
    check_registration: '#382f4d',
    no_verdict: '#1d2831',
    missing: '#161e25',
  },
};

/**
 * Faults that are no kind of cell: at least 0.13 from the six conditions by the same measure. Grey, as nothing flows, and
 * drawn with a bar, so that colour is never the only sign.
 */
export const FAULT_COLORS: Record<ColorScheme, Record<Exclude<FaultKind, CellKind>, string>> = {
  light: { converter_off: '#877382' },
  dark: { converter_off: '#739696' },
};

/** Hatching of `no_verdict` and the reasons that are kinds of their own, and the outline of `missing`. */
export const HATCH_COLORS: Record<ColorScheme, string> = { light: '#6b7a87', dark: '#8a9aa8' };

/** Words and lines beside a drawing. */
export const AXIS_COLORS: Record<ColorScheme, string> = { light: '#566471', dark: '#9fb0bd' };

/** The ring around a marked cell, and the halo that sets it off from any colour beneath. */
export const RING_COLORS: Record<ColorScheme, { ring: string; halo: string }> = {
  light: { ring: '#11181d', halo: '#ffffff' },
  dark: { ring: '#ffffff', halo: '#10161b' },
};

export const CHANNEL_COLORS: Record<ColorScheme, Record<Channel, string>> = {
  light: { voltage: '#2563c9', current: '#0a7d71', temperature: '#c2410c', irradiance: '#9a6700' },
  dark: { voltage: '#7fb2ff', current: '#4fd1bd', temperature: '#ff9b6a', irradiance: '#f1c14b' },
};

/** Expected and measured power, the loss between them, and the neighbours' band. */
export const POWER_COLORS: Record<ColorScheme, Record<'expected' | 'measured' | 'loss' | 'band', string>> = {
  light: { expected: '#44525e', measured: '#0a7d71', loss: '#d6336c', band: '#5b7fd6' },
  dark: { expected: '#c3d0da', measured: '#4fd1bd', loss: '#ff7aa8', band: '#7d9ff0' },
};

/** Stretches of a day in which no fault of the array speaks: the converter's doing, or nothing known. */
export const STATE_COLORS: Record<ColorScheme, Record<MarkedState, string>> = {
  light: { limited: '#6b8e23', off: '#5c6770', sweep: '#8a3ffc', unknown: '#b0793a' },
  dark: { limited: '#a9c95f', off: '#9aa6b0', sweep: '#be95ff', unknown: '#d9a86c' },
};

/** Linear light, 0..1, of "#rrggbb". */
export function linearRgb(color: string): [number, number, number] {
  const channel = (start: number) => {
    const encoded = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2 contrast ratio of two colours, 1..21. */
export function contrastRatio(a: string, b: string): number {
  const luminance = (color: string) => {
    const [red, green, blue] = linearRgb(color);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [brighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

/** Black or white, whichever reads better on a colour. */
export function inkOn(color: string): '#000000' | '#ffffff' {
  return contrastRatio(color, '#000000') >= contrastRatio(color, '#ffffff') ? '#000000' : '#ffffff';
}
