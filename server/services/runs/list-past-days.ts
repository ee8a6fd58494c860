import type { StoredFile } from '#domain/manifest.ts';
import { findManifest } from '#server/gateways/manifest/manifest-file.ts';
import type { SystemContext } from '#server/services/context.ts';
import { listCurrentRunsBefore } from '#server/stores/plant-days.ts';

/** As far back as an array's profile may reach, in published days. */
const PAST_DAYS = 21;

/** A published day's gold: by partition, and of the whole day. */
export interface PastDay {
  day: string;
  gold: StoredFile[];
}

/** The published days before a day, newest first; one whose manifest is gone is left out. */
export async function listPastDays({ db }: SystemContext, plantId: string, day: string): Promise<PastDay[]> {
  const runs = await listCurrentRunsBefore(db, plantId, day, PAST_DAYS);
  const days = await Promise.all(
    runs.map(async (run) => {
      const manifest = await findManifest({ plantId, day: run.day, runId: run.runId });
      return manifest ? [{ day: run.day, gold: manifest.files.filter(({ bucket }) => bucket === 'gold') }] : [];
    }),
  );
  return days.flat();
}
