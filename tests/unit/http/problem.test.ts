import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { problemSchema } from '#domain/views.ts';
import { type ErrorCode, HeliographError } from '#server/errors.ts';
import { answer, download, json } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem.ts';
import { log } from '#server/log.ts';

beforeEach(() => {
  vi.spyOn(log, 'error').mockReturnValue(undefined);
});
afterEach(() => vi.restoreAllMocks());

it.each<[ErrorCode, number]>([
  ['invalid_input', 400],
  ['not_found', 404],
  ['no_data', 404],
  ['conflict', 409],
  ['damaged_file', 500],
  ['model', 500],
  ['internal', 500],
  ['storage', 503],
  ['database', 503],
  ['cancelled', 503],
])('%s answers %d with its message', async (code, status) => {
  const response = problemResponse(new HeliographError(code, 'what and what to do'));
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(problemSchema.parse(await response.json())).toMatchObject({ status, code, detail: 'what and what to do' });
});

it('an unexpected error tells the log everything and the caller nothing', async () => {
  const error = new Error('SELECT password FROM users at /srv/app.ts:12');
  const response = problemResponse(error);
  const body = await response.text();
  expect(response.status).toBe(500);
  expect(body).not.toMatch(/SELECT|srv|stack/);
  expect(log.error).toHaveBeenCalledWith({ err: error, code: 'internal' }, 'request failed');
});

it('whatever a handler throws becomes a problem document', async () => {
  const response = await answer(() => Promise.reject(new HeliographError('not_found', 'no such run')));
  expect(response.status).toBe(404);
});

it('nobody keeps an answer', async () => {
  expect(json({}).headers.get('cache-control')).toBe('no-store');
  expect(json({}, { status: 201, location: '/api/v1/runs/1' }).headers.get('location')).toBe('/api/v1/runs/1');
});

it('a download has its length and a name that cannot break the header', () => {
  const { headers } = download('a"b\r\nx.parquet', 'application/vnd.apache.parquet', new Uint8Array(5));
  expect(headers.get('content-length')).toBe('5');
  expect(headers.get('content-disposition')).toBe('attachment; filename="a_b__x.parquet"');
});
