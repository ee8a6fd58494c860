import { z } from 'zod';

const count = z.number().int().nonnegative();

/** A piece of a Kafka partition: offsets from `begin` up to, not including, `end`. */
export const offsetRangeSchema = z.object({ topic: z.string(), partition: count, begin: count, end: count });

export type OffsetRange = z.infer<typeof offsetRangeSchema>;
