import type { Action } from '#domain/actions.ts';
import type { SilverRow } from '#domain/silver.ts';
import { requireAction } from '#server/auth/principal.ts';
import { HeliographError } from '#server/errors.ts';
import { type ArrayDayInput, findArrayDay } from '#server/services/arrays/find-array-day.ts';
import { type PublishedImage, publishedImage, publishedSilver } from '#server/services/arrays/published-rows.ts';
import type { ServiceContext } from '#server/services/context.ts';

/**
 * An array-day with a published result, and the way to what the result was made of. All parts of a page open it so: what they
 * share is read once, and `action` is what a part takes. Throws `not_found` where there is no result.
 */
export async function openArrayDay(context: ServiceContext, input: ArrayDayInput, action: Action = 'plant.read') {
  requireAction(context.principal, action);
  const { db } = context;
  const { plant, array, day, verdict } = await findArrayDay(context, input);
  if (!verdict) throw new HeliographError('not_found', `${day} has no published result for ${array.deviceId}`);
  const run = { plantId: plant.id, day, runId: verdict.runId };
  const retained = <Row>(row: Row | 'no longer kept' | null, none: string): Row => {
    if (row === 'no longer kept') throw new HeliographError('no_data', `the series of ${day} are no longer kept`);
    if (row === null) throw new HeliographError('no_data', none);
    return row;
  };
  return {
    plant,
    array,
    day,
    verdict,
    run,
    /** Its series and counts. Throws `no_data` when the array sent nothing, or they are no longer kept. */
    readSilver: async (): Promise<SilverRow> =>
      retained(await publishedSilver(db, run, verdict), `${array.deviceId} sent no readings on ${day}`),
    /** Its image as the run's network saw it. Throws `no_data` when there is none, or it is no longer kept. */
    readImage: async (): Promise<PublishedImage> =>
      retained(await publishedImage(db, run, verdict), `${array.deviceId} has no scalogram on ${day}`),
  };
}

export type OpenedArrayDay = Awaited<ReturnType<typeof openArrayDay>>;
