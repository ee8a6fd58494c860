import { download } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { openGold } from '#server/services/days/open-gold.ts';

export const GET = route<{ day: string }>('exports.read', async ({ params }) => {
  const { fileName, bytes } = await openGold(params);
  return download(fileName, 'application/vnd.apache.parquet', bytes);
});
