import { json } from '#server/http/answer.ts';
import { listRunNotifications } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listNotifications } from '#server/services/notifications/list-notifications.ts';

export const GET = route(listRunNotifications, async ({ params }) => json(await listNotifications(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listRunNotifications);
