import { answer, json } from '#server/http/answer.ts';
import { getPlantDay } from '#server/services/days/get-plant-day.ts';

interface Context {
  params: Promise<{ day: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => json(await getPlantDay(await params)));
}
