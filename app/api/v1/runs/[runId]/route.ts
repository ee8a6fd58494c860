import { answer, json } from '#server/http/answer.ts';
import { getRun } from '#server/services/runs/get-run.ts';

interface Context {
  params: Promise<{ runId: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => json(await getRun(await params)));
}
