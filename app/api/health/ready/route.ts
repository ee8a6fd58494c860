import { readSettings } from '#server/env.ts';
import { answer, json } from '#server/http/answer.ts';
import { openSystem } from '#server/services/context.ts';
import { checkReady } from '#server/services/health/check-ready.ts';

export const dynamic = 'force-dynamic';

/** Whether the console can do its work now; 503 when a part of it is down. For anybody: it tells states, no more. */
export function GET(): Promise<Response> {
  return answer(async () => {
    const readiness = await checkReady(openSystem, readSettings().HELIOGRAPH_PLANT);
    return json(readiness, { status: readiness.status === 'ready' ? 200 : 503 });
  });
}
