import { answer, json } from '#server/http/answer.ts';
import { getScalogram } from '#server/services/arrays/get-scalogram.ts';

interface Context {
  params: Promise<{ deviceId: string; day: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => json(await getScalogram(await params)));
}
