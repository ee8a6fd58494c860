import { DEVICE_ID_RULE, isDeviceId } from '#domain/device-id.ts';
import { printable } from '#domain/printable.ts';
import { DecodeFailure } from './decode-failure.ts';

/** Bytes of the ids that are read the short way. */
export const DEVICE_ID_BYTES = 10;

/** Makes the deviceId of its bytes; throws a DecodeFailure where they are none. */
export interface DeviceIdReader {
  read(bytes: Buffer): string;
}

/** Of somebody's file a deviceId is any text; more of it than this is not looked at. */
const LONGEST_TEXT_BYTES = 256;

const HALF = DEVICE_ID_BYTES / 2;
const MAX_KNOWN = 1 << 20;

/** 0 to 35 for A-Z 0-9, else -1. */
const DIGIT_OF = new Int8Array(256).fill(-1);
[...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].forEach((character, digit) => {
  DIGIT_OF[character.charCodeAt(0)] = digit;
});

/**
 * Turns the bytes of a deviceId into its string. Ten characters A-Z 0-9 give always the same string: a topic repeats some
 * thousand of them millions of times. Each half is a number below 36^5, so two small-integer look-ups find it. Others are
 * checked once and then known.
 */
export class DeviceIds implements DeviceIdReader {
  #known = new Map<number, Map<number, string>>();
  #size = 0;
  readonly #others = new Set<string>();

  /** The deviceId at `start`, or undefined when one of its ten characters is not A-Z 0-9. The bytes must be there. */
  at(bytes: Buffer, start: number): string | undefined {
    const first = halfAt(bytes, start);
    const second = halfAt(bytes, start + HALF);
    if (first < 0 || second < 0) return undefined;
    return this.#known.get(first)?.get(second) ?? this.#learn(bytes, start, first, second);
  }

  read(bytes: Buffer): string {
    const deviceId = bytes.length === DEVICE_ID_BYTES ? this.at(bytes, 0) : undefined;
    if (deviceId !== undefined) return deviceId;
    const text = bytes.toString('utf8', 0, LONGEST_TEXT_BYTES);
    if (bytes.length > LONGEST_TEXT_BYTES || !(this.#others.has(text) || isDeviceId(text))) {
      throw new DecodeFailure(
        'bad_device_id',
        `deviceId must be ${DEVICE_ID_RULE}, not "${printable(text.slice(0, 40))}"`,
      );
    }
    if (this.#others.size < MAX_KNOWN) this.#others.add(text);
    return text;
  }

  #learn(bytes: Buffer, start: number, first: number, second: number): string {
    if (this.#size++ >= MAX_KNOWN) {
      this.#known = new Map();
      this.#size = 1;
    }
    const deviceId = bytes.toString('latin1', start, start + DEVICE_ID_BYTES);
    const seconds = this.#known.get(first) ?? new Map<number, string>();
    this.#known.set(first, seconds.set(second, deviceId));
    return deviceId;
  }
}

/** DeviceIds of files, in which any text may be one: whoever reads the file says what it takes. */
export function fileDeviceIds(): DeviceIdReader {
  const known = new DeviceIds();
  return {
    read: (bytes) =>
      (bytes.length === DEVICE_ID_BYTES ? known.at(bytes, 0) : undefined) ??
      bytes.toString('utf8', 0, LONGEST_TEXT_BYTES),
  };
}

/** Five characters as a number in base 36, or -1. */
function halfAt(bytes: Buffer, start: number): number {
  let number = 0;
  let checked = 0;
  for (let i = start; i < start + HALF; i++) {
    const digit = DIGIT_OF[bytes[i] as number] as number;
    checked |= digit;
    number = number * 36 + digit;
  }
  return checked < 0 ? -1 : number;
}
