import { json } from '#server/http/answer.ts';
import { getExportReceipt } from '#server/http/operations/exports.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { getReceipt } from '#server/services/exports/get-receipt.ts';

export const GET = route(getExportReceipt, async ({ principal, params }) => json(await getReceipt(principal, params)));

export const { POST, PUT, PATCH, DELETE } = refuseOthers(getExportReceipt);
