import { json } from '#server/http/answer.ts';
import { revokeToken } from '#server/http/operations/administration.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { revokeToken as endToken } from '#server/services/tokens/revoke-token.ts';

export const DELETE = route(revokeToken, async ({ principal, params }) => json(await endToken(principal, params)));

export const { GET, POST, PUT, PATCH } = refuseOthers(revokeToken);
