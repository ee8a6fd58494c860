import { LARGE_BODY_BYTES } from '#domain/registration.ts';
import { BODY_LIMIT_BYTES } from '#server/http/read-request.ts';

/** The doors that take a plant's file of arrays. */
const LARGE = /^\/api\/v1\/plants\/[^/?#]+\/registration(\/preview)?(\?|$)/;

interface Asked {
  method?: string | undefined;
  url?: string | undefined;
  headers: { cookie?: string | undefined; authorization?: string | undefined };
}

/** How long a body may be, bytes: 16 KiB, or 8 MiB where a file is taken, from who at least says to be somebody. */
export function bodyLimitOf({ method, url, headers }: Asked): number {
  const named = headers.cookie !== undefined || headers.authorization !== undefined;
  return method === 'POST' && named && LARGE.test(url ?? '') ? LARGE_BODY_BYTES : BODY_LIMIT_BYTES;
}
