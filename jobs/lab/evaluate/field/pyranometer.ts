import { clamp, SLOTS } from './day-grid.ts';
import { lightOn, type PlaneLight } from './light.ts';
import type { Plan } from './plan.ts';
import type { Mount } from './plane.ts';
import type { PlantSky } from './plant-sky.ts';
import type { FieldRandom } from './random.ts';
import { skyOver } from './sky.ts';

const FLAT: Mount = { kind: 'fixed', tiltDeg: 0, azimuthDeg: 0 };
/** A few metres change nothing that 20 s could show: the array's own light is used. */
const NEAR_M = 60;

/** Irradiance where the pyranometer stands, W/m2: its plane, its place, and what shades it. */
export function seenBy(
  plan: Plan,
  shared: PlantSky,
  place: { eastM: number; northM: number },
  own: PlaneLight,
  random: FieldRandom,
): Float64Array {
  const { pyranometer } = plan.sensors;
  const near = Math.hypot(pyranometer.eastM, pyranometer.northM) < NEAR_M;
  const inPlane = pyranometer.plane === 'array';
  let light = own;
  if (!near || !inPlane || pyranometer.satelliteSlots > 0) {
    const smooth = pyranometer.satelliteSlots > 0 ? { ...plan.sky, octaves: 2 } : plan.sky;
    const sky = skyOver(
      smooth,
      place.eastM + pyranometer.eastM,
      place.northM + pyranometer.northM,
      shared.clear.diffuse,
    );
    light = lightOn(plan, shared.sun, shared.clear, sky, inPlane ? plan.mounts[0] : FLAT);
  }
  const seen = Float64Array.from(light.total);
  const { snow } = plan;
  if (snow?.onSensor)
    for (let slot = 0; slot < Math.min(snow.offSlot, SLOTS); slot++) seen[slot] = (seen[slot] ?? 0) * snow.through;
  const shade = pyranometer.shaded;
  if (shade) {
    const remainder = random.between(0.3, 0.9);
    for (let slot = shade.fromSlot; slot < shade.toSlot; slot++) {
      const behind = 1 - clamp(light.beamShare[slot] ?? 0, 0, 1) * remainder;
      seen[slot] = (seen[slot] ?? 0) * behind;
    }
  }
  return seen;
}
