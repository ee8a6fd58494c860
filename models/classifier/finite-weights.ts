import { HeliographError } from '#server/errors.ts';

/** Throws a HeliographError ('model') that names the first weight with a value that is not finite. */
export function checkWeightsFinite(weights: Uint8Array, specs: readonly { name: string; shape: number[] }[]): void {
  const view = new DataView(weights.buffer, weights.byteOffset, weights.byteLength);
  let at = 0;
  for (const { name, shape } of specs) {
    const end = at + 4 * shape.reduce((product, size) => product * size, 1);
    for (; at < end; at += 4) {
      if (!Number.isFinite(view.getFloat32(at, true))) {
        throw new HeliographError('model', `weight ${name} holds a value that is not a finite number`);
      }
    }
  }
}
