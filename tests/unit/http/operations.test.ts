import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { LEAST_ROLE } from '#server/auth/actions.ts';
import { openapiDocument } from '#server/http/openapi.ts';
import { METHODS } from '#server/http/operation.ts';
import { OPERATIONS } from '#server/http/operations/registry.ts';

const ROOT = path.resolve('app/api/v1');

/** Every method that a file of app/api/v1 answers, as `GET /api/v1/runs/{runId}`, and what it is behind. */
async function routesOnDisk() {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('route.ts'));
  const found = new Map<string, { action: unknown; operation: unknown }>();
  for (const file of files) {
    const exported: Record<string, unknown> = await import(path.join(ROOT, file));
    const folder = path.dirname(file).replaceAll(path.sep, '/').replaceAll('[', '{').replaceAll(']', '}');
    if (folder === '{...path}') continue;
    for (const method of METHODS) {
      const handler = exported[method];
      if (typeof handler !== 'function' || 'refuses' in handler) continue;
      found.set(`${method} /api/v1/${folder}`, { action: undefined, operation: null, ...handler });
    }
  }
  return found;
}

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

it('every route of the API is declared, every declared operation is there, and each is behind its action', async () => {
  const routes = await routesOnDisk();
  expect([...routes.keys()].sort()).toEqual(OPERATIONS.map(nameOf).sort());
  for (const operation of OPERATIONS) {
    const handler = routes.get(nameOf(operation));
    expect(handler?.action, nameOf(operation)).toBe(operation.action);
    // A route may be behind its action alone; one that names an operation names its own.
    expect([operation, null], nameOf(operation)).toContain(handler?.operation);
  }
});

it('operations have ids of their own, known actions, and parameters for every brace of their path', () => {
  expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
  for (const { path, params, action } of OPERATIONS) {
    const braces = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(params.shape), path).toEqual(braces);
    expect(LEAST_ROLE).toHaveProperty([action]);
  }
});

it('their description is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const result = await validator.validate(JSON.parse(JSON.stringify(openapiDocument())));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
});
