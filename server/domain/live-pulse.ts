/** Newest readings of a partition's arrays, an entry an array. */
export interface PulseColumns {
  deviceIds: string[];
  /** Epoch milliseconds. */
  lastMs: Float64Array<ArrayBuffer>;
  /** W at that reading; NaN where it has none. */
  powerW: Float32Array<ArrayBuffer>;
  /** W that a healthy array would give at its light and heat. */
  expectedW: Float32Array<ArrayBuffer>;
}

/** Columns as the bytes that are kept, little-endian. */
export function encodePulse({ lastMs, powerW, expectedW }: Omit<PulseColumns, 'deviceIds'>) {
  return { lastMs: float64Bytes(lastMs), powerW: float32Bytes(powerW), expectedW: float32Bytes(expectedW) };
}

/** The columns behind kept bytes. */
export function decodePulse(kept: {
  deviceIds: string[];
  lastMs: Uint8Array;
  powerW: Uint8Array;
  expectedW: Uint8Array;
}): PulseColumns {
  const arrays = kept.deviceIds.length;
  const [last, power, expected] = [kept.lastMs, kept.powerW, kept.expectedW].map(
    ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength),
  ) as [DataView, DataView, DataView];
  return {
    deviceIds: kept.deviceIds,
    lastMs: Float64Array.from({ length: arrays }, (_, index) => last.getFloat64(8 * index, true)),
    powerW: Float32Array.from({ length: arrays }, (_, index) => power.getFloat32(4 * index, true)),
    expectedW: Float32Array.from({ length: arrays }, (_, index) => expected.getFloat32(4 * index, true)),
  };
}

function float64Bytes(values: Float64Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, index) => {
    view.setFloat64(8 * index, value, true);
  });
  return new Uint8Array(view.buffer);
}

function float32Bytes(values: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, index) => {
    view.setFloat32(4 * index, value, true);
  });
  return new Uint8Array(view.buffer);
}
