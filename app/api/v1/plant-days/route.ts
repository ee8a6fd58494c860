import { answer, json, queryOf } from '#server/http/answer.ts';
import { listDays } from '#server/services/days/list-days.ts';

export function GET(request: Request): Promise<Response> {
  return answer(async () => json(await listDays(queryOf(request))));
}
