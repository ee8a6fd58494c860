import type { OwnDayProfile } from '#domain/day-profile.ts';

const MISSING = -32_768;
const STEPS_PER_ONE = 10_000;

/** Little-endian int16, ten-thousandths; photocurrent, then voltage; -32768 where the array did not run. */
export function profileBytes({ photocurrent, voltage }: OwnDayProfile): Uint8Array {
  const values = [...photocurrent, ...voltage];
  const view = new DataView(new ArrayBuffer(2 * values.length));
  values.forEach((value, index) => {
    const held = Math.max(-32_767, Math.min(32_767, Math.round(value * STEPS_PER_ONE)));
    view.setInt16(2 * index, Number.isNaN(value) ? MISSING : held, true);
  });
  return new Uint8Array(view.buffer);
}

/** The profile in such bytes; null where they are none. */
export function profileOf(stored: unknown): OwnDayProfile | null {
  if (!(stored instanceof Uint8Array) || stored.length === 0 || stored.length % 4 !== 0) return null;
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const bins = stored.length / 4;
  const table = (from: number) =>
    Float32Array.from({ length: bins }, (_, bin) => {
      const value = view.getInt16(2 * (from + bin), true);
      return value === MISSING ? Number.NaN : value / STEPS_PER_ONE;
    });
  return { photocurrent: table(0), voltage: table(bins) };
}
