import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CHANNELS } from '#domain/channels.ts';

const perChannel = <T extends z.ZodType>(value: T) => z.record(z.enum(CHANNELS), value);

const goldenSchema = z.object({
  series: perChannel(z.array(z.number()).length(4320)),
  scales: z.array(z.number()).length(64),
  scalogram: perChannel(z.array(z.array(z.number()).length(64)).length(64)),
  pywtMorl: z.object({
    channel: z.enum(CHANNELS),
    scales: z.array(z.number()),
    columns: z.array(z.number()),
    coefficients: z.array(z.array(z.number())),
  }),
});

const float64Schema = z.object({
  rows: z.array(z.int().min(0).max(63)),
  scalogram: perChannel(z.array(z.array(z.number()).length(64))),
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../golden/${name}`, import.meta.url), 'utf8'));
}

/** The reference array-day; its provenance is written in the file itself. */
export const golden = goldenSchema.parse(read('scalogram.json'));

/** Some scales of its scalogram with all the digits of float64. */
export const goldenFloat64 = float64Schema.parse(read('scalogram-float64.json'));
