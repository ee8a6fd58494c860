import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getModel } from '#server/services/models/get-model.ts';

// The model's folder may change while the server runs.
export const dynamic = 'force-dynamic';

export const GET = route('model.read', async () => json(await getModel()));
