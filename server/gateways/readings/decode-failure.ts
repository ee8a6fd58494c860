/** Why a message is no reading. Closed: quarantine, counts and the console tell them apart by these words. */
export const DECODE_REASONS = [
  'empty',
  'truncated',
  'trailing_bytes',
  'bad_varint',
  'bad_length',
  'bad_device_id',
  'bad_timestamp',
  'not_framed',
  'unknown_schema',
  'incompatible_schema',
  'wrong_key',
] as const;

export type DecodeReason = (typeof DECODE_REASONS)[number];

/** A message that is no reading: it belongs into quarantine and must not stop a run. */
export class DecodeFailure extends Error {
  override readonly name = 'DecodeFailure';
  readonly reason: DecodeReason;

  constructor(reason: DecodeReason, message: string) {
    super(message);
    this.reason = reason;
  }
}
