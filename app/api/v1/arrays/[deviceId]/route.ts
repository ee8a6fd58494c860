import { json } from '#server/http/answer.ts';
import { getArray } from '#server/http/operations/plants.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getArray as readArray } from '#server/services/arrays/list-arrays.ts';

export const GET = route(getArray, async ({ params }) => json(await readArray(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getArray);
