import * as api from '#domain/api/administration.ts';
import { json } from '#server/http/answer.ts';
import { openapiDocument } from '#server/http/openapi.ts';
import { route } from '#server/http/route.ts';
import { describeSettings } from '#server/services/settings/describe-settings.ts';
import { createToken } from '#server/services/tokens/create-token.ts';
import { listTokens } from '#server/services/tokens/list-tokens.ts';
import { revokeToken } from '#server/services/tokens/revoke-token.ts';

export const administration = [
  route(api.listSettings, ({ context }) => ({ settings: describeSettings(context) })),
  route(api.listTokens, ({ context }) => listTokens(context)),
  route(api.createToken, ({ context, body }) => createToken(context, body)),
  route(api.revokeToken, ({ context, params }) => revokeToken(context, params)),
  route(api.getOpenapi, () => json(openapiDocument())),
];
