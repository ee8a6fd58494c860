import { z } from 'zod';
import { jsonAnswer, operation } from '#domain/api/operation.ts';
import { settingListSchema } from '#domain/results.ts';
import { createdTokenSchema, newTokenSchema, tokenListSchema, tokenViewSchema } from '#domain/token.ts';

const tag = 'Administration';

export const listSettings = operation({
  id: 'listSettings',
  method: 'GET',
  path: '/api/v1/settings',
  tag,
  action: 'settings.read',
  of: 'installation',
  summary: 'List settings',
  description: 'Every setting of the console’s process and where its value comes from; secrets are masked.',
  answers: { 200: jsonAnswer('The settings.', settingListSchema) },
});

export const listTokens = operation({
  id: 'listTokens',
  method: 'GET',
  path: '/api/v1/tokens',
  tag,
  action: 'tokens.own',
  of: 'installation',
  summary: 'List tokens',
  description: 'Your own; all of them for who may manage tokens. Never the tokens themselves.',
  answers: { 200: jsonAnswer('The tokens.', tokenListSchema) },
});

export const createToken = operation({
  id: 'createToken',
  method: 'POST',
  path: '/api/v1/tokens',
  tag,
  action: 'tokens.own',
  of: 'installation',
  summary: 'Make a token',
  description:
    'A personal one acts for you and may never do more than you; one for a service has a role of its own and takes tokens.manage. The answer is the only place where the token stands.',
  body: newTokenSchema,
  answers: { 201: jsonAnswer('The token, shown this once.', createdTokenSchema) },
  secretAnswer: true,
});

export const revokeToken = operation({
  id: 'revokeToken',
  method: 'DELETE',
  path: '/api/v1/tokens/{tokenId}',
  tag,
  action: 'tokens.own',
  of: 'installation',
  summary: 'Revoke a token',
  description: 'It is refused from the next request on. Doing so again changes nothing.',
  params: z.object({
    tokenId: z
      .uuid('not the id of a token')
      .meta({ description: 'A token.', example: '019abc00-0000-7000-8000-000000000000' }),
  }),
  answers: { 200: jsonAnswer('The revoked token.', tokenViewSchema) },
  errors: ['not_found'],
});

export const getOpenapi = operation({
  id: 'getOpenapi',
  method: 'GET',
  path: '/api/v1/openapi.json',
  tag,
  action: 'plant.read',
  of: 'installation',
  summary: 'Read this description as OpenAPI 3.1',
  answers: {
    200: { description: 'The document.', content: { 'application/json': z.looseObject({ openapi: z.string() }) } },
  },
});
