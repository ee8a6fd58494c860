import { json } from '#server/http/answer.ts';
import { route } from '#server/http/route.ts';
import { getReceipt } from '#server/services/exports/get-receipt.ts';

export const GET = route<{ receiptId: string }>('exports.read', async ({ principal, params }) =>
  json(await getReceipt(principal, params)),
);
