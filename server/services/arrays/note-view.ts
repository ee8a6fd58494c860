import type { NoteView } from '#domain/array-insight.ts';
import type { NoteRow } from '#server/stores/notes.ts';

export function noteViewOf({ id, text, by, at }: NoteRow): NoteView {
  return { id, text, by, at: at.toISOString() };
}
