import { expect, it } from 'vitest';
import { curlOf } from '#components/api-docs/curl.ts';
import { type ApiDocument, groupsOf } from '#components/api-docs/document.ts';
import { fieldsOf, typeOf } from '#components/api-docs/fields.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { openapiDocument } from '#server/http/openapi.ts';

const document: ApiDocument = JSON.parse(JSON.stringify(openapiDocument()));
const operations = groupsOf(document).flatMap((group) => group.operations);

it('the page shows every operation once', () => {
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(OPERATIONS.map(({ id }) => id).sort());
});

it('the command of every operation asks for what the operation takes', () => {
  for (const operation of operations) {
    const command = curlOf(operation);
    const url = new URL(/"\$HELIOGRAPH([^"]+)"/.exec(command)?.[1] ?? '', 'http://x');
    const declared = OPERATIONS.find(({ id }) => id === operation.operationId);
    expect(url.pathname).not.toMatch(/[{}]/);
    expect(declared?.query.safeParse(Object.fromEntries(url.searchParams)).error, command).toBeUndefined();
    const pattern = new RegExp(`^${operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    expect(declared?.params.safeParse({ ...pattern.exec(url.pathname)?.groups }).error, command).toBeUndefined();
    const body = /-d '(.+)'/.exec(command)?.[1];
    if (declared?.body) expect(Object.keys(JSON.parse(body ?? '')), command).not.toHaveLength(0);
    else expect(body).toBeUndefined();
  }
});

it('fields of inner objects have their path, and types are in words', () => {
  const fields = fieldsOf({
    properties: {
      runs: { items: { properties: { id: { type: 'string' } }, required: ['id'] } },
      share: { anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'null' }] },
    },
  });
  expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
    ['runs', 'list of anything', false],
    ['runs[].id', 'string', true],
    ['share', 'number, 0 to 1 or null', false],
  ]);
  expect(typeOf({ enum: ['normal', 'arc_fault'] })).toBe('normal | arc_fault');
});
