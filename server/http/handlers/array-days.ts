import * as api from '#domain/api/array-days.ts';
import { streamedDownload } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';

import { addNote } from '#server/services/arrays/add-note.ts';
import { explainArrayDay } from '#server/services/arrays/explain-array-day.ts';
import { getHistory } from '#server/services/arrays/get-history.ts';
import { getOperation } from '#server/services/arrays/get-operation.ts';
import { getPower } from '#server/services/arrays/get-power.ts';
import { streamReadings } from '#server/services/arrays/stream-readings.ts';

export const arrayDays = [
  route(api.getPower, ({ context, params }) => getPower(context, params)),
  route(api.getOperation, ({ context, params }) => getOperation(context, params)),
  route(api.getExplanation, ({ context, params }) => explainArrayDay(context, params)),
  route(api.getHistory, ({ context, params }) => getHistory(context, params)),
  route(api.downloadReadings, async ({ context, params }) => {
    const { fileName, chunks } = await streamReadings(context, params);
    return streamedDownload(fileName, 'text/csv; charset=utf-8', chunks);
  }),
  route(api.addNote, ({ context, params, body }) => addNote(context, { ...params, ...body })),
];
