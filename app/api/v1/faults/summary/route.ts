import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { summarizeFaults } from '#server/services/faults/summarize-faults.ts';

export const GET = route('faults.read', async ({ principal }) => json(await summarizeFaults(principal)));
