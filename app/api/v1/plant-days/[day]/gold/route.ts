import { download } from '#server/http/answer.ts';
import { etagOf, unlessKnown } from '#server/http/etag.ts';
import { reprDigest } from '#server/http/file-download.ts';
import { getGold } from '#server/http/operations/results.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { findPublishedRun } from '#server/services/days/find-published-run.ts';
import { openGold } from '#server/services/days/open-gold.ts';

export const GET = route(getGold, async ({ request, params }) =>
  unlessKnown(request, etagOf(await findPublishedRun(params), 'gold'), async () => {
    const { fileName, bytes, sha256 } = await openGold(params);
    const response = download(fileName, 'application/vnd.apache.parquet', bytes);
    response.headers.set('repr-digest', reprDigest(sha256));
    return response;
  }),
);

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getGold);
