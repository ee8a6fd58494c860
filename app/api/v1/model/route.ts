import { answer, json } from '#server/http/answer.ts';
import { getModel } from '#server/services/models/get-model.ts';

// The model's folder may change while the server runs.
export const dynamic = 'force-dynamic';

export function GET(): Promise<Response> {
  return answer(async () => json(await getModel()));
}
