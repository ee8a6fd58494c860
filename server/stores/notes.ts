import { type Database, dateOfDay, dayOfDate } from '#server/stores/database.ts';

export interface NoteRow {
  id: string;
  plantId: string;
  deviceId: string;
  day: string;
  text: string;
  by: string;
  at: Date;
}

export async function insertNote(db: Database, note: Omit<NoteRow, 'id' | 'at'>): Promise<NoteRow> {
  const { plantId, deviceId, day, text, by } = note;
  return noteRowOf(await db.note.create({ data: { plantId, deviceId, day: dateOfDay(day), text, by } }));
}

/** Notes on an array's days from `first` to `last`, in the order they were written. */
export async function listNoteRows(
  db: Database,
  { plantId, deviceId }: { plantId: string; deviceId: string },
  first: string,
  last: string,
): Promise<NoteRow[]> {
  const rows = await db.note.findMany({
    where: { plantId, deviceId, day: { gte: dateOfDay(first), lte: dateOfDay(last) } },
    orderBy: { id: 'asc' },
  });
  return rows.map(noteRowOf);
}

function noteRowOf(row: Omit<NoteRow, 'id' | 'day'> & { id: bigint; day: Date }): NoteRow {
  const { plantId, deviceId, text, by, at } = row;
  return { id: String(row.id), plantId, deviceId, day: dayOfDate(row.day), text, by, at };
}
