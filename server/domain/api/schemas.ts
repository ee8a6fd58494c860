import { z } from 'zod';
import { deviceIdSchema } from '#domain/device-id.ts';
import { plantDaySchema } from '#domain/plant-day.ts';

// Parts that several operations share.

export const dayParam = z
  .union([z.literal('latest'), plantDaySchema], { error: 'expected YYYY-MM-DD or "latest"' })
  .meta({ description: 'A plant day, or the newest one with a published result.', example: 'latest' });

export const deviceIdParam = deviceIdSchema.meta({ description: 'An array.', example: 'DEMO000001' });

export const runIdParam = z
  .uuid('not the id of a run')
  .meta({ description: 'A run.', example: '019abc00-0000-7000-8000-000000000000' });

export const arrayDayParams = z.object({ deviceId: deviceIdParam, day: dayParam });

/** Of a list that comes in pages. */
export function pageQuery(max: number, usual: number) {
  return {
    limit: z.coerce
      .number<number | string>()
      .int()
      .min(1)
      .max(max)
      .default(usual)
      .meta({ description: 'How many at most.' }),
    cursor: z
      .string()
      .max(400)
      .optional()
      .meta({ description: '`nextCursor` of the page before; none for the first.' }),
  };
}
