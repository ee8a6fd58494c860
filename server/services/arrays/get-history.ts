import type { ArrayHistory } from '#domain/array-insight.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findArray } from '#server/services/arrays/find-array.ts';
import { noteViewOf } from '#server/services/arrays/note-view.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { evidenceOf } from '#server/services/results/result-view.ts';
import { listPublishedVerdicts } from '#server/stores/array-history.ts';
import { listNoteRows } from '#server/stores/notes.ts';

const DAYS = 90;

/** The array on the 90 days that end with the one asked for: what is published of each, and what was noted. */
export async function getHistory(
  context: ServiceContext,
  input: { deviceId: string; day: string },
): Promise<ArrayHistory> {
  requireAction(context.principal, 'plant.read');
  const { db, plant } = context;
  const array = await findArray(context, input.deviceId);
  const last = await resolveDay(context, input.day);
  const first = shiftPlantDay(last, 1 - DAYS);
  const [published, notes] = await Promise.all([
    listPublishedVerdicts(db, { plantId: plant.id, deviceId: array.deviceId }, first, last),
    listNoteRows(db, { plantId: plant.id, deviceId: array.deviceId }, first, last),
  ]);
  const publishedOf = new Map(published.map((entry) => [entry.day, entry]));
  const notesOf = Map.groupBy(notes, ({ day }) => day);
  const days = Array.from({ length: DAYS }, (_, index) => shiftPlantDay(first, index));
  return {
    deviceId: array.deviceId,
    days: days.map((day) => {
      const entry = publishedOf.get(day);
      const evidence = evidenceOf(entry?.verdict.evidence);
      return {
        day,
        condition: entry?.verdict.condition ?? null,
        reason: entry?.verdict.reason ?? null,
        confidence: entry?.verdict.confidence ?? null,
        coverage: entry?.verdict.coverage ?? null,
        lossKwh: entry?.verdict.lossKwh ?? null,
        scaleVoltage: evidence?.scaleVoltage ?? null,
        scaleCurrent: evidence?.scaleCurrent ?? null,
        modelVersion: entry?.modelVersion ?? null,
        notes: (notesOf.get(day) ?? []).map(noteViewOf),
      };
    }),
  };
}
