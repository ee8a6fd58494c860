import { readFileSync } from 'node:fs';
import avro from 'avsc';
import { z } from 'zod';

/** The reading as Avro: the schema file beside this one is the contract with SCADA systems. */
export const READING_SCHEMA = JSON.parse(readFileSync(new URL('./reading.avsc', import.meta.url), 'utf8'));

export const READING_TYPE = avro.Type.forSchema(READING_SCHEMA);

/** What the decoders need of a record schema; the rest is avsc's to check. */
export const recordSchema = z.object({
  type: z.literal('record'),
  name: z.string(),
  aliases: z.array(z.string()).optional(),
  fields: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()).optional(),
      type: z.unknown(),
      default: z.unknown().optional(),
    }),
  ),
});

export type RecordSchema = z.infer<typeof recordSchema>;

/** A reading as it is encoded. */
export interface ReadingRecord {
  deviceId: string;
  /** Epoch milliseconds. */
  timestamp: number;
  voltage: number;
  current: number;
  temperature: number;
  irradiance: number;
}
