import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { CELL_KINDS } from '#components/charts/cell-kinds.ts';
import {
  CHANNEL_COLORS,
  type ColorScheme,
  FAULT_COLORS,
  HATCH_COLORS,
  KIND_COLORS,
  POWER_COLORS,
  STATE_COLORS,
} from '#components/charts/palette.ts';
import { CHANNELS } from '#domain/channels.ts';

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  primaryColor: 'azure',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
  components: {
    // The head of a dialog is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
  colors: {
    azure: [
      '#ecf5fd',
      '#d6e8f8',
      '#abd0f2',
      '#7db6ec',
      '#5aa1e7',
      '#4593e3',
      '#388ce3',
      '#2a78ca',
      '#1c69b2',
      '#0b5a9e',
    ],
    dark: [
      '#dbe4ec',
      '#b9c6d1',
      '#98a8b5',
      '#71828f',
      '#475763',
      '#34424d',
      '#27333d',
      '#1a232b',
      '#131a20',
      '#0d1216',
    ],
  },
});

/** Colours that Mantine has no name for, and its grey texts, which are too pale for WCAG AA on a light ground. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...chartVariables('light'),
    '--mantine-color-dimmed': '#566471',
    '--mantine-color-placeholder': '#66747f',
    '--page': '#f3f6f8',
    '--panel': '#ffffff',
    '--panel-border': '#dde4ea',
    '--quiet': '#eef2f5',
    '--good': '#1b7a43',
    '--bad': '#c2261c',
    '--warn': '#8f5a00',
    '--live': '#0b5a9e',
  },
  dark: {
    ...chartVariables('dark'),
    '--mantine-color-dimmed': '#9fb0bd',
    '--mantine-color-placeholder': '#8a9ba8',
    '--mantine-color-body': '#131a20',
    '--page': '#10161b',
    '--panel': '#161e25',
    '--panel-border': '#2a3640',
    '--quiet': '#1f2a33',
    '--good': '#5fd08f',
    '--bad': '#ff8a80',
    '--warn': '#f1b72a',
    '--live': '#7db6ec',
  },
});

function chartVariables(scheme: ColorScheme): Record<string, string> {
  return {
    ...Object.fromEntries(CELL_KINDS.map((kind) => [`--kind-${kind}`, KIND_COLORS[scheme][kind]])),
    ...Object.fromEntries(Object.entries(FAULT_COLORS[scheme]).map(([kind, color]) => [`--kind-${kind}`, color])),
    ...Object.fromEntries(CHANNELS.map((channel) => [`--channel-${channel}`, CHANNEL_COLORS[scheme][channel]])),
    ...Object.fromEntries(Object.entries(POWER_COLORS[scheme]).map(([name, color]) => [`--power-${name}`, color])),
    ...Object.fromEntries(Object.entries(STATE_COLORS[scheme]).map(([name, color]) => [`--state-${name}`, color])),
    '--hatch': HATCH_COLORS[scheme],
  };
}
