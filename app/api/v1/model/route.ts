import { json } from '#server/http/answer.ts';
import { getModel } from '#server/http/operations/models.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getModel as readModel } from '#server/services/models/get-model.ts';

export const GET = route(getModel, async () => json(await readModel()));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getModel);
