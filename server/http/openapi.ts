import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { Answer, Operation } from '#domain/api/operation.ts';
import { pathInPlant, plantParam } from '#domain/api/plant-path.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { problemSchema } from '#domain/views.ts';
import type { ErrorCode } from '#server/errors.ts';
import { STATUS_OF, TITLES } from './problem.ts';

export type OpenapiDocument = ReturnType<typeof createDocument>;

const problem = problemSchema.meta({ id: 'Problem', description: 'What went wrong (RFC 9457); `code` is stable.' });

const idempotencyKey = z.string().optional().meta({
  description:
    'Any text of your choice, up to 200 characters without spaces. The same request sent again under it within 24 hours gets the first answer and changes nothing more; another request under it is refused.',
});

const INTRODUCTION = `Everything the console shows and does, for programs.

- **Tokens.** Send \`Authorization: Bearer hg_…\`. A token is made on the page Tokens, for a list of actions.
- **Errors** are problem documents (RFC 9457) with a stable \`code\`. 429 and 503 pass: \`Retry-After\` says when to come again.
- **Lists** come in pages: \`nextCursor\` of one is \`cursor\` of the next; null at the end.
- **ETags.** Send one back as \`If-None-Match\`; 304 means that nothing has changed. Published days change with their run only.
- **Repeats.** A POST with an \`Idempotency-Key\` is done once, however often it is sent within 24 hours.
- **Plants.** What is of a plant is found at \`/api/v1/plants/{plantId}/…\` for each, and without that part for the plant that is the installation’s default.
- Instants are ISO 8601 in UTC; days are plant days, in the plant's standard time.`;

let document: OpenapiDocument | undefined;

/** The description of /api/v1 as OpenAPI 3.1, made of the declared operations. */
export function openapiDocument(): OpenapiDocument {
  document ??= createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Heliograph',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: pathsOf(OPERATIONS),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'hg_…' } } },
  });
  return document;
}

function pathsOf(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    for (const { path, ...described } of [operation, ...inPlant(operation)]) {
      const methods = paths[path] ?? {};
      methods[operation.method.toLowerCase()] = operationObject({ ...described, path });
      paths[path] = methods;
    }
  }
  return paths;
}

/** The same of a plant that the address names, under the id with `InPlant` at its end. */
function inPlant(operation: Operation): Operation[] {
  const path = pathInPlant(operation);
  if (path === null) return [];
  const params = plantParam.extend(operation.params.shape);
  return [{ ...operation, id: `${operation.id}InPlant`, path, params, errors: ['not_found', ...operation.errors] }];
}

function operationObject(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, action, summary, description, params, query, body, method, answers, deprecated } = operation;
  const answerObjects = Object.entries(answers).map(([status, answer]) => [status, answerObject(operation, answer)]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(deprecated === undefined ? {} : { deprecated }),
    'x-action': action,
    requestParams: {
      path: params,
      query,
      ...(method === 'POST' ? { header: z.object({ 'Idempotency-Key': idempotencyKey }) } : {}),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { ...Object.fromEntries(answerObjects), ...errorObjects(operation) },
  };
}

function answerObject({ method }: Operation, { description, content, headers }: Answer) {
  const bytes = { type: 'string', format: 'binary' } as const;
  const types = Object.entries(content).map(([type, schema]) => [type, { schema: schema ?? bytes }]);
  const etag = z.string().optional().meta({ description: 'Of this very answer, for `If-None-Match`.' });
  const all = z.object({ ...(method === 'GET' ? { etag } : {}), ...headers?.shape });
  return { description, content: Object.fromEntries(types), headers: all };
}

/** One answer for each status, which lists the codes that come with it. */
function errorObjects({ method, errors, body }: Operation) {
  const always: ErrorCode[] = ['invalid_input', 'unauthenticated', 'forbidden', 'rate_limited', 'internal', 'database'];
  const ofChanges: ErrorCode[] = method === 'POST' ? ['conflict', 'key_reused', 'too_large'] : [];
  const ofBodies: ErrorCode[] = body === undefined ? [] : ['unsupported_type', 'too_large'];
  const codesOf = Map.groupBy(new Set([...always, ...errors, ...ofChanges, ...ofBodies]), (code) => STATUS_OF[code]);
  const objects = [...codesOf].map(([status, codes]) => {
    const description = `${TITLES[status] ?? 'Error'}: \`${codes.join('`, `')}\`.`;
    return [String(status), { description, content: { 'application/problem+json': { schema: problem } } }];
  });
  const known = method === 'GET' ? { '304': { description: 'You have it already, by its ETag.' } } : {};
  return { ...known, ...Object.fromEntries(objects) };
}
