import { answer, json } from '#server/http/answer.ts';
import { listNotifications } from '#server/services/notifications/list-notifications.ts';

interface Context {
  params: Promise<{ runId: string }>;
}

export function GET(_request: Request, { params }: Context): Promise<Response> {
  return answer(async () => json(await listNotifications(await params)));
}
