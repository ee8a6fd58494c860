import { answer, json } from '#server/http/answer.ts';
import { getArrayDay } from '#server/services/arrays/get-array-day.ts';

interface Context {
  params: Promise<{ deviceId: string; day: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => json(await getArrayDay(await params)));
}
