import { z } from 'zod';
import { type NoteView, newNoteSchema } from '#domain/array-insight.ts';
import { plantDaySchema } from '#domain/plant-day.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findArray } from '#server/services/arrays/find-array.ts';
import { noteViewOf } from '#server/services/arrays/note-view.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { appendAudit } from '#server/stores/audit.ts';
import { inTransaction } from '#server/stores/database.ts';
import { insertNote } from '#server/stores/notes.ts';

const inputSchema = newNoteSchema.extend({ deviceId: z.string(), day: plantDaySchema });

/** Writes a note on an array-day. Notes are only added: who wrote what stays. */
export async function addNote(context: ServiceContext, input: unknown): Promise<NoteView> {
  const { principal: actor, plant } = context;
  requireAction(actor, 'notes.write');
  const { deviceId, day, text } = parseInput(inputSchema, input);
  const array = await findArray(context, deviceId);
  return inTransaction(context.db, async (db) => {
    const note = await insertNote(db, { plantId: plant.id, deviceId: array.deviceId, day, text, by: actor.name });
    await appendAudit(db, {
      actor,
      action: 'notes.write',
      target: { kind: 'array-day', id: `${array.deviceId} ${day}` },
      before: null,
      after: { note: note.id, text },
    });
    return noteViewOf(note);
  });
}
