import { json } from '#server/http/answer.ts';
import { openapiDocument } from '#server/http/openapi.ts';
import { getOpenapi } from '#server/http/operations/administration.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';

export const GET = route(getOpenapi, async () => json(openapiDocument()));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getOpenapi);
