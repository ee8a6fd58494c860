import { DEFAULT_NAMEPLATE } from '#domain/nameplate.ts';
import type { RegisteredArray } from '#server/stores/registered-arrays.ts';

/** An array of default modules of which nothing else is known. */
export function plainArray(deviceId: string, row: number, column: number): RegisteredArray {
  return {
    deviceId,
    row,
    column,
    nameplate: DEFAULT_NAMEPLATE,
    name: null,
    group: null,
    moduleGiven: null,
    blockingDiodes: false,
    tilt: null,
    azimuth: null,
    inServiceFrom: null,
    inServiceTo: null,
  };
}
