import { z } from 'zod';

/** Over this part of a shard in quarantine fails it: then it is not single messages that are wrong. */
export const MAX_QUARANTINED = 0.01;

/** A message that is no reading, as it is kept: whole, where it lay, and why. */
export const quarantinedMessageSchema = z.object({
  topic: z.string(),
  partition: z.number().int(),
  offset: z.number().int(),
  /** Kafka's own time of the message, epoch milliseconds. */
  timestampMs: z.number(),
  /** Null when the message has no key. */
  keyBase64: z.base64().nullable(),
  /** Null when the message has no value. */
  valueBase64: z.base64().nullable(),
  /** Of the value. */
  bytes: z.number().int(),
  /** One word of a closed list, and the sentence for the reader. */
  reason: z.string(),
  detail: z.string(),
});

export type QuarantinedMessage = z.infer<typeof quarantinedMessageSchema>;
