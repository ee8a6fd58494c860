import type { Fault } from './fault.ts';
import type { PlaneLight } from './light.ts';
import type { Snow } from './plan.ts';

/** How far a shadow has come in a string: `whole` substrings are in it, `step` more on the way by the share `edge`. */
export interface Shade {
  readonly whole: number;
  readonly step: number;
  readonly edge: number;
  readonly shadedShare: number;
  /** Light of the shaded cells over that of the others. */
  readonly remainder: number;
}

/** Over a clear day about that share of the light is beam: what an object's shadow was measured under. */
const CLEAR_BEAM_SHARE = 0.8;
/** The edge of a row's shadow has passed a cell's height, a sixth of a substring, and the substring is limited. */
const CELL_ROWS = 6;
const NONE: Shade = { whole: 0, step: 0, edge: 0, shadedShare: 1, remainder: 1 };

/** The shadow of an object; behind a cloud there is no beam to be kept from. */
function objectShade(fault: Fault & { kind: 'shade' }, light: PlaneLight, slot: number): Shade {
  const substrings = fault.substrings[slot] ?? 0;
  const whole = Math.floor(substrings);
  const beam = Math.min(1, (light.beamShare[slot] ?? 0) / CLEAR_BEAM_SHARE);
  const remainder = 1 - (1 - fault.remainder) * beam;
  return { whole, step: 1, edge: substrings - whole, shadedShare: fault.shadedShare, remainder };
}

/** What lies in the shade of a string of so many modules: an object's before snow, snow before the next row's. */
export function shadeOf(
  light: PlaneLight,
  slot: number,
  modules: number,
  snow: Snow | null,
  object: (Fault & { kind: 'shade' }) | undefined,
): Shade {
  if (object && (object.substrings[slot] ?? 0) > 0) return objectShade(object, light, slot);
  if (snow && snow.covers !== 'all') return { ...NONE, whole: snow.covers * modules, remainder: snow.through };
  const rows = 3 * (light.rowShade[slot] ?? 0);
  if (rows === 0) return NONE;
  const full = Math.floor(rows);
  const edge = full < 3 ? Math.min(1, (rows - full) * CELL_ROWS) : 0;
  return { ...NONE, whole: full * modules, step: modules, edge, remainder: 1 - (light.beamShare[slot] ?? 0) };
}
