import { json } from '#server/http/answer.ts';
import { createToken, listTokens } from '#server/http/operations/administration.ts';
import { refuseOthers } from '#server/http/refuse-others.ts';
import { route } from '#server/http/route.ts';
import { createToken as makeToken } from '#server/services/tokens/create-token.ts';
import { listTokens as readTokens } from '#server/services/tokens/list-tokens.ts';

export const GET = route(listTokens, async ({ principal }) => json(await readTokens(principal)));

export const POST = route(createToken, async ({ principal, body }) =>
  json(await makeToken(principal, body), { status: 201 }),
);

export const { PUT, PATCH, DELETE } = refuseOthers(listTokens, createToken);
