import { json } from '#server/http/answer.ts';
import { summarizeFaults } from '#server/http/operations/faults.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { summarizeFaults as summarize } from '#server/services/faults/summarize-faults.ts';

export const GET = route(summarizeFaults, async ({ principal }) => json(await summarize(principal)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(summarizeFaults);
