import { answer, download } from '#server/http/answer.ts';
import { openGold } from '#server/services/days/open-gold.ts';

interface Context {
  params: Promise<{ day: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => {
    const { fileName, bytes } = await openGold(await params);
    return download(fileName, 'application/vnd.apache.parquet', bytes);
  });
}
