import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listNotifications } from '#server/services/notifications/list-notifications.ts';

export const GET = route<{ runId: string }>('runs.read', async ({ params }) => json(await listNotifications(params)));
