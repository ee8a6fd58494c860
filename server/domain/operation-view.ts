import { z } from 'zod';

// Contract of how an array operated on a day: what its charts show beside the readings.

/** What a converter does with an array that no fault does; in the dark and while running there is nothing to mark. */
export const MARKED_STATES = ['limited', 'off', 'sweep', 'unknown'] as const;

export type MarkedState = (typeof MARKED_STATES)[number];

const perSlot = z.array(z.number().nullable());
const minutes = z.number().nonnegative();

/** A stretch of one state, [fromMs, toMs) since the beginning of the plant day. */
export const stateBandSchema = z.object({ state: z.enum(MARKED_STATES), fromMs: z.number(), toMs: z.number() });

/** Value i is of the slot that begins `startMs + i * slotSeconds * 1000`; null in the dark and where nothing is known. */
export const operationViewSchema = z.object({
  startMs: z.number(),
  slotSeconds: z.number(),
  /** Measured over expected at the maximum power point, 0..2. */
  voltage: perSlot,
  current: perSlot,
  /** Part by which the photocurrent that the measured point needs is off the reference: -0.33 for a third gone. */
  photocurrentDeviation: perSlot,
  /** Median of the other arrays of its kind: their voltage and photocurrent over expected. Null where there are too few. */
  neighbours: z.object({ arrays: z.number().int(), voltage: perSlot, photocurrent: perSlot }).nullable(),
  bands: z.array(stateBandSchema),
  minutes: z.object({ limited: minutes, off: minutes, sweep: minutes, unknown: minutes }),
});

export type StateBand = z.infer<typeof stateBandSchema>;
export type OperationView = z.infer<typeof operationViewSchema>;
