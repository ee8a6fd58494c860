import { json } from '#server/http/answer.ts';
import { listModels } from '#server/http/operations/models.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listModels as knownModels } from '#server/services/models/list-models.ts';

export const GET = route(listModels, async () => json({ models: await knownModels() }));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listModels);
