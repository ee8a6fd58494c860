import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { MIN_ROLE } from '#domain/actions.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { HANDLERS } from '#server/http/handlers/table.ts';
import { openapiDocument } from '#server/http/openapi.ts';

it('every declared operation has one handler, and there is no other', () => {
  const declared = new Set<unknown>(OPERATIONS);
  expect(HANDLERS.map(({ operation }) => operation.id).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
  for (const { operation } of HANDLERS) expect(declared.has(operation), operation.id).toBe(true);
});

it('operations have ids of their own, known actions, and parameters for every brace of their path', () => {
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
  for (const { path, params, action } of OPERATIONS) {
    const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params.shape), path).toEqual(braces);
    expect(MIN_ROLE).toHaveProperty([action]);
  }
});

it('their description is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(openapiDocument())));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
});
