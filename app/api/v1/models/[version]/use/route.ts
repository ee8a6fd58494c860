import { json } from '#server/http/answer.ts';
import { useModel } from '#server/http/operations/models.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { takeModelIntoUse } from '#server/services/models/use-model.ts';

export const POST = route(useModel, async ({ principal, params }) => json(await takeModelIntoUse(principal, params)));

export const { GET, PUT, PATCH, DELETE } = refuseOthers(useModel);
