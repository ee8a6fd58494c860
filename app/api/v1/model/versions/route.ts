import { json } from '#server/http/answer.ts';
import { listModelVersions } from '#server/http/operations/models.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listModelVersions as readVersions } from '#server/services/models/list-model-versions.ts';

export const GET = route(listModelVersions, async ({ principal }) => json(await readVersions(principal)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listModelVersions);
