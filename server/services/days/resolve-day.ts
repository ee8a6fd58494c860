import { z } from 'zod';
import { plantDaySchema } from '#domain/plant-day.ts';
import { HeliographError } from '#server/errors.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { findLatestPublishedDay } from '#server/stores/plant-days.ts';

const daySchema = z.union([z.literal('latest'), plantDaySchema], { error: 'day: expected YYYY-MM-DD or "latest"' });

/** A plant day as asked for, where `latest` is the newest one with a published result. */
export async function resolveDay({ db, plant }: ServiceContext, day: string): Promise<string> {
  const parsed = parseInput(daySchema, day);
  if (parsed !== 'latest') return parsed;
  const latest = await findLatestPublishedDay(db, plant.id);
  if (!latest) throw new HeliographError('not_found', 'no plant day has a published result yet');
  return latest;
}
