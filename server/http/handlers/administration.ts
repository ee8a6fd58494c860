import * as api from '#domain/api/administration.ts';
import { json } from '#server/http/answer.ts';
import { openapiDocument } from '#server/http/openapi.ts';
import { route } from '#server/http/route.ts';
import { describeSettings } from '#server/services/settings/describe-settings.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { listTokens } from '#server/services/tokens/list-tokens.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';

export const administration = [
  route(api.listSettings, () => ({ settings: describeSettings() })),
  route(api.listTokens, ({ principal }) => listTokens(principal)),
  route(api.createToken, ({ principal, body }) => createToken(principal, body)),
  route(api.revokeToken, ({ principal, params }) => revokeToken(principal, params)),
  route(api.getOpenapi, () => json(openapiDocument())),
];
