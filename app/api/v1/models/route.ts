import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { listModels } from '#server/services/models/list-models.ts';

// Models come and go while the server runs.
export const dynamic = 'force-dynamic';

export const GET = route('model.read', async () => json({ models: await listModels() }));
