import { download } from '#server/http/answer.ts';
import { reprDigest } from '#server/http/file-download.ts';
import { route } from '#server/http/route.ts';
import { openGold } from '#server/services/days/open-gold.ts';

export const GET = route<{ day: string }>('exports.read', async ({ params }) => {
  const { fileName, bytes, sha256 } = await openGold(params);
  const response = download(fileName, 'application/vnd.apache.parquet', bytes);
  response.headers.set('repr-digest', reprDigest(sha256));
  return response;
});
