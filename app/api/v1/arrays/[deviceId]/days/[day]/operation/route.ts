import { json } from '#server/http/answer.ts';
import { getOperation } from '#server/http/operations/array-days.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getOperation as readOperation } from '#server/services/arrays/get-operation.ts';

export const GET = route(getOperation, async ({ params }) => json(await readOperation(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getOperation);
