import { describe, expect, it } from 'vitest';
import { answerApi } from '#server/http/answer-api.ts';
import { type RequestFacts, withRequest } from '#server/request-facts.ts';

const ask = (method: string, path: string) =>
  answerApi(new Request(`http://console.example/api/v1${path}`, { method }));

describe('what is at an address', () => {
  it.each([
    ['GET', '/arrays/A%20B/days/2026-06-21/series', '/api/v1/arrays/:deviceId/days/:day/series'],
    ['HEAD', '/runs', '/api/v1/runs'],
    ['GET', '/runs/%E0%A4%A', '/api/v1/runs/:runId'],
    ['GET', '/runs/preview/stream', '/api/v1/runs/:runId/stream'],
    ['GET', '/faults/summary', '/api/v1/faults/summary'],
    ['GET', '/faults/x', '/api/v1/faults/:faultId'],
  ])('%s %s has names in place of values, so that metrics stay few: %s', async (method, path, route) => {
    const facts: RequestFacts = { requestId: 'x', address: null, route: null, principalId: null };
    const response = await withRequest(facts, () => ask(method, path));
    expect([response.status, facts.route]).toEqual([401, route]);
  });

  it.each(['', '/', '/nowhere', '/runs/', '/runs/x/y', '/runs//stream', '/arrays/A/days', '/%72uns'])(
    'is nothing where no operation is: %j',
    async (path) => {
      const response = await ask('GET', path);
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    },
  );
});

it.each([
  ['DELETE', '/arrays', 'GET, HEAD, OPTIONS'],
  ['PUT', '/runs', 'GET, POST, HEAD, OPTIONS'],
  ['PATCH', '/session', 'GET, DELETE, HEAD, OPTIONS'],
  ['GET', '/runs/preview', 'POST, OPTIONS'],
  ['HEAD', '/runs/preview', 'POST, OPTIONS'],
])('methods that a path does not have are told which it has: %s %s', async (method, path, allow) => {
  const response = await ask(method, path);
  expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
});
