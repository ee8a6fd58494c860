import type { ArrayHistory } from '#domain/array-insight.ts';
import { shiftPlantDay } from '#domain/plant-day.ts';
import { findArray } from '#server/services/arrays/find-array.ts';
import { noteViewOf } from '#server/services/arrays/note-view.ts';
import { resolveDay } from '#server/services/days/resolve-day.ts';
import { evidenceOf } from '#server/services/results/result-view.ts';
import { listPublishedVerdicts } from '#server/stores/array-history.ts';
import { database } from '#server/stores/database.ts';
import { listNoteRows } from '#server/stores/notes.ts';

const DAYS = 90;

/** The array on the 90 days that end with the one asked for: what is published of each, and what was noted. */
export async function getHistory(input: { deviceId: string; day: string }): Promise<ArrayHistory> {
  const { plant, array } = await findArray(input.deviceId);
  const last = await resolveDay(plant.id, input.day);
  const first = shiftPlantDay(last, 1 - DAYS);
  const db = database();
  const [published, notes] = await Promise.all([
    listPublishedVerdicts(db, { plantId: plant.id, deviceId: array.deviceId }, first, last),
    listNoteRows(db, array.deviceId, first, last),
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
