/** Lattice value in [0, 1) of a point of the plane. */
function lattice(x: number, y: number, seed: number): number {
  let hash = (Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 2246822519)) | 0;
  hash = Math.imul(hash ^ (hash >>> 13), 1274126177);
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}

function valueNoise(x: number, y: number, seed: number): number {
  const [left, low] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [x - left, y - low];
  const sx = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
  const sy = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
  const bottom = lattice(left, low, seed) * (1 - sx) + lattice(left + 1, low, seed) * sx;
  const top = lattice(left, low + 1, seed) * (1 - sx) + lattice(left + 1, low + 1, seed) * sx;
  return bottom * (1 - sy) + top * sy;
}

/** A correlated field over the plane, about 0 with a standard deviation near 1: octaves of value noise, each half as long. */
export function noiseField(
  x: number,
  y: number,
  lengthM: number,
  octaves: number,
  roughness: number,
  seed: number,
): number {
  let [sum, power, gain, scale] = [0, 0, 1, 1 / lengthM];
  for (let octave = 0; octave < octaves; octave++) {
    sum += gain * (valueNoise(x * scale, y * scale, seed + octave * 101) - 0.5);
    power += gain * gain;
    gain *= roughness;
    scale *= 2.03;
  }
  // A lattice of uniform values, smoothed, has about 0.19 standard deviation an octave.
  return sum / (0.19 * Math.sqrt(power));
}
