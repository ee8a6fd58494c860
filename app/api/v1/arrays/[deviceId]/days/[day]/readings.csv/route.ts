import { downloadReadings } from '#server/http/operations/array-days.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { streamedDownload } from '#server/http/streamed-download.ts';
import { streamReadings } from '#server/services/arrays/stream-readings.ts';

export const GET = route(downloadReadings, async ({ params }) => {
  const { fileName, chunks } = await streamReadings(params);
  return streamedDownload(fileName, 'text/csv; charset=utf-8', chunks);
});

export const { POST, PUT, PATCH, DELETE } = refuseOthers(downloadReadings);
