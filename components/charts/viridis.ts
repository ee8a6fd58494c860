// Ten stops of viridis (van der Walt and Smith, 2015): perceptually even, and even in print and for the colour-blind.
const STOPS = [
  0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725,
] as const;

/** RGB of a value 0..1, each 0..255; values outside are clamped. */
export function viridis(value: number): [number, number, number] {
  const position = Math.min(1, Math.max(0, value)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(position));
  const part = position - below;
  const [from, to] = [STOPS[below] ?? 0, STOPS[below + 1] ?? 0];
  const mix = (shift: number) => Math.round(((from >> shift) & 255) * (1 - part) + ((to >> shift) & 255) * part);
  return [mix(16), mix(8), mix(0)];
}

/** The map as a CSS gradient, lowest value first. */
export function viridisGradient(direction: string): string {
  return `linear-gradient(${direction}, ${STOPS.map((stop) => `#${stop.toString(16).padStart(6, '0')}`).join(', ')})`;
}
