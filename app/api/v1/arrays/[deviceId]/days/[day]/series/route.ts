import { answer, json } from '#server/http/answer.ts';
import { getSeries } from '#server/services/arrays/get-series.ts';

interface Context {
  params: Promise<{ deviceId: string; day: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => json(await getSeries(await params)));
}
