import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listModelVersions } from '#server/services/models/list-model-versions.ts';

export const GET = route('model.read', async ({ principal }) => json(await listModelVersions(principal)));
