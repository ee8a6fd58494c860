import { clamp } from './day-grid.ts';

const RAD = Math.PI / 180;
/** The beam on a plane is its share of a horizontal one that is not quite edge-on: below, the ratio runs away. */
const MIN_UP = 0.035;

/** Where the modules look. Azimuth: 0 towards the equator, positive to the west. */
export type Mount =
  | { readonly kind: 'fixed'; readonly tiltDeg: number; readonly azimuthDeg: number }
  | { readonly kind: 'tracker'; readonly groundCover: number; readonly backtracking: boolean };

export interface Plane {
  /** Cosine of the angle between the sun and the plane's normal; 0 behind. */
  readonly facing: number;
  /** Cosine of the tilt. */
  readonly up: number;
}

function trackerAngle(west: number, up: number, groundCover: number, backtracking: boolean): number {
  const ideal = Math.atan2(west, up);
  const overlap = Math.cos(ideal) / groundCover;
  const angle = backtracking && overlap < 1 ? ideal - Math.sign(ideal) * Math.acos(clamp(overlap, -1, 1)) : ideal;
  return clamp(angle, -60 * RAD, 60 * RAD);
}

/** How a mount stands to the sun (`west`, `north`, `up`: unit vector), at a latitude of that sign. */
export function planeAt(mount: Mount, west: number, north: number, up: number, hemisphere: 1 | -1): Plane {
  if (mount.kind === 'tracker') {
    const angle = trackerAngle(west, up, mount.groundCover, mount.backtracking);
    return { facing: Math.max(0, west * Math.sin(angle) + up * Math.cos(angle)), up: Math.cos(angle) };
  }
  const [tilt, azimuth] = [mount.tiltDeg * RAD, mount.azimuthDeg * RAD];
  const towards = west * Math.sin(azimuth) - hemisphere * north * Math.cos(azimuth);
  return { facing: Math.max(0, Math.sin(tilt) * towards + Math.cos(tilt) * up), up: Math.cos(tilt) };
}

/** Beam and diffuse light in the plane from those on the horizontal, W/m2 (isotropic sky, reflecting ground). */
export function inPlane(plane: Plane, sunUp: number, beam: number, diffuse: number, albedo: number): [number, number] {
  const direct = sunUp > 0 ? (beam * plane.facing) / Math.max(sunUp, MIN_UP) : 0;
  return [direct, (diffuse * (1 + plane.up)) / 2 + ((beam + diffuse) * albedo * (1 - plane.up)) / 2];
}

/** ASHRAE: what the glass lets in of the beam at that cosine of incidence. */
export function glassShare(facing: number): number {
  return facing > 0.06 ? clamp(1 - 0.05 * (1 / facing - 1), 0, 1) : 0;
}

/**
 * Share of a row's height that lies in the shadow of the row before it.
 * @param profile the sun's direction in the rows' cross-section: (along where they face, up)
 */
export function rowShadow(tiltDeg: number, groundCover: number, towards: number, up: number): number {
  if (up <= 0 || towards <= 0) return 0;
  const profile = Math.atan2(up, towards);
  return clamp(1 - Math.sin(profile) / (groundCover * Math.sin(profile + tiltDeg * RAD)), 0, 1);
}
