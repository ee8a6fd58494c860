import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getFault } from '#server/services/faults/get-fault.ts';

export const GET = route<{ faultId: string }>('faults.read', async ({ params }) => json(await getFault(params)));
