import { json } from '#server/http/answer.ts';
import { listRunFiles } from '#server/http/operations/runs.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { listRunFiles as readFiles } from '#server/services/runs/list-run-files.ts';

export const GET = route(listRunFiles, async ({ params }) => json(await readFiles(params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(listRunFiles);
