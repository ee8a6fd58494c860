import { json } from '#server/http/answer.ts';

export const dynamic = 'force-dynamic';

/** The process answers; says nothing of the database. */
export function GET(): Response {
  return json({ status: 'live' });
}
