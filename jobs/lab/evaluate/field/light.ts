import { emptyDay, SLOTS, smoothStep } from './day-grid.ts';
import type { Plan } from './plan.ts';
import { glassShare, inPlane, type Mount, planeAt, rowShadow } from './plane.ts';
import type { SkyLight } from './sky.ts';
import type { ClearSky, Sun } from './sun.ts';

/** The light in a plane over a day. */
export interface PlaneLight {
  /** What a pyranometer in it sees, W/m2. */
  readonly total: Float64Array;
  /** What reaches the cells through the glass, W/m2. */
  readonly cells: Float64Array;
  /** Share of the beam in the light on the cells. */
  readonly beamShare: Float64Array;
  /** Share of a row's height in the shadow of the next row. */
  readonly rowShade: Float64Array;
}

/** What the glass lets in of light from everywhere. */
const DIFFUSE_GLASS = 0.96;
const DEG = 180 / Math.PI;

/** Light in the plane of a mount under a sky, W/m2; the beam is cut off by the horizon. */
export function lightOn(plan: Plan, sun: Sun, clear: ClearSky, sky: SkyLight, mount: Mount): PlaneLight {
  const light = { total: emptyDay(), cells: emptyDay(), beamShare: emptyDay(), rowShade: emptyDay() };
  const hemisphere = plan.site.latitudeDeg >= 0 ? 1 : -1;
  for (let slot = 0; slot < SLOTS; slot++) {
    const [west, north, up] = [sun.west[slot] ?? 0, sun.north[slot] ?? 0, sun.up[slot] ?? 0];
    const [clearBeam, clearDiffuse] = [clear.beam[slot] ?? 0, clear.diffuse[slot] ?? 0];
    const global = clearBeam + clearDiffuse;
    if (global <= 0) continue;
    const horizon = west > 0 ? plan.site.horizonDeg.west : plan.site.horizonDeg.east;
    const free = smoothStep(horizon - 0.3, horizon + 0.3, Math.asin(up) * DEG);
    const open = sky.open[slot] ?? 0;
    const diffuse = open * clearDiffuse + ((sky.cloud[slot] ?? 0) + (sky.edge[slot] ?? 0)) * global;
    const plane = planeAt(mount, west, north, up, hemisphere);
    const [direct, rest] = inPlane(plane, up, clearBeam * open * free, diffuse, plan.site.albedo);
    const [throughDirect, throughRest] = [direct * glassShare(plane.facing), rest * DIFFUSE_GLASS];
    light.total[slot] = direct + rest;
    light.cells[slot] = throughDirect + throughRest;
    light.beamShare[slot] = throughDirect / Math.max(throughDirect + throughRest, 1e-6);
    if (plan.rowGroundCover !== null && mount.kind === 'fixed') {
      const azimuth = mount.azimuthDeg / DEG;
      const towards = west * Math.sin(azimuth) - hemisphere * north * Math.cos(azimuth);
      light.rowShade[slot] = rowShadow(mount.tiltDeg, plan.rowGroundCover, towards, up);
    }
  }
  return light;
}
