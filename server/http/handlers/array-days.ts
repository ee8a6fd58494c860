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
  route(api.getPower, ({ params }) => getPower(params)),
  route(api.getOperation, ({ params }) => getOperation(params)),
  route(api.getExplanation, ({ params }) => explainArrayDay(params)),
  route(api.getHistory, ({ params }) => getHistory(params)),
  route(api.downloadReadings, async ({ params }) => {
    const { fileName, chunks } = await streamReadings(params);
    return streamedDownload(fileName, 'text/csv; charset=utf-8', chunks);
  }),
  route(api.addNote, ({ principal, params, body }) => addNote(principal, { ...params, ...body })),
];
