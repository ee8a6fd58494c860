import { setTimeout as delay } from 'node:timers/promises';

const ANSWER_MS = 5000;

/** True when an address answers well within 5 s: on a busy machine a request to what is just starting may get lost. */
export async function answers(url: string): Promise<boolean> {
  const done = new AbortController();
  const { signal } = done;
  try {
    const answer = await Promise.race([fetch(url, { signal }), delay(ANSWER_MS, null, { signal })]);
    return answer?.ok ?? false;
  } catch {
    return false;
  } finally {
    done.abort();
  }
}
