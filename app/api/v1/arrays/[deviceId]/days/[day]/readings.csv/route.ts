import { route } from '#server/http/route.ts';
import { streamedDownload } from '#server/http/streamed-download.ts';
import { streamReadings } from '#server/services/arrays/stream-readings.ts';

export const GET = route<{ deviceId: string; day: string }>('exports.read', async ({ params }) => {
  const { fileName, chunks } = await streamReadings(params);
  return streamedDownload(fileName, 'text/csv; charset=utf-8', chunks);
});
