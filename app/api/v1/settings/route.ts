import { json } from '#server/http/answer.ts';
import { listSettings } from '#server/http/operations/administration.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { describeSettings } from '#server/services/settings/describe-settings.ts';

export const GET = route(listSettings, async () => json({ settings: describeSettings() }));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listSettings);
