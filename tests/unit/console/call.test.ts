import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from '#components/data/call.ts';
import { addressOf } from '#domain/api/address.ts';
import { getHistory } from '#domain/api/array-days.ts';
import { exportAudit } from '#domain/api/audit.ts';
import { listFaults, noteFault } from '#domain/api/faults.ts';
import { listModels, useModel } from '#domain/api/models.ts';
import { OPERATIONS } from '#domain/api/registry.ts';
import { listRuns } from '#domain/api/runs.ts';

const asked: { path: string; init: RequestInit }[] = [];
function answer(body: unknown, status = 200) {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    return Response.json(body, { status });
  });
}
afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

describe('a call', () => {
  it('asks at the address of its operation, with its method and body, and checks by its schema', async () => {
    const inUse = { version: 'lenet5-0123456789ab', changedAt: '2026-07-10T10:00:00Z', previous: null };
    answer({ ...inUse, more: true });
    expect(await call(useModel, { params: { version: inUse.version } })).toEqual(inUse);
    expect(asked[0]).toMatchObject({ path: `/api/v1/models/${inUse.version}/use`, init: { method: 'POST' } });
    expect(asked[0]?.init.body).toBeUndefined();
    expect(asked[0]?.init.headers).toBeUndefined();
  });

  it('sends a body as JSON', async () => {
    answer({ type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict', detail: 'too late' }, 409);
    const params = { faultId: '019abc00-0000-7000-8000-000000000000' };
    const failed = call(noteFault, { params, body: { note: 'loose' } });
    await expect(failed).rejects.toMatchObject({
      name: 'ApiError',
      status: 409,
      code: 'conflict',
      message: 'too late',
    });
    expect(asked[0]?.init).toMatchObject({ headers: { 'content-type': 'application/json' }, body: '{"note":"loose"}' });
  });

  it('refuses an answer that its operation does not declare', async () => {
    answer({ models: [{ version: 'x' }] });
    await expect(call(listModels, {})).rejects.toMatchObject({ code: 'unreadable' });
  });

  it('is abandoned with its signal', async () => {
    answer({});
    const controller = new AbortController();
    controller.abort();
    const failed = call(listModels, { signal: controller.signal }).catch((error: unknown) => error);
    expect(asked[0]?.init.signal?.aborted).toBe(true);
    await failed;
  });

  it('is not for what answers bytes alone', () => {
    expect(() => call(exportAudit, {})).toThrow('exportAudit answers no JSON');
  });
});

describe('an address', () => {
  it('has its parameters in their places, whatever is in them', () => {
    expect(addressOf(getHistory, { params: { deviceId: 'A/B?', day: 'latest' } })).toBe(
      '/api/v1/arrays/A%2FB%3F/days/latest/history',
    );
  });

  it('has what is asked for, and nothing of what is not', () => {
    expect(addressOf(listRuns, { query: { limit: 30, day: undefined, state: 'failed,cancelled' } })).toBe(
      '/api/v1/runs?limit=30&state=failed%2Ccancelled',
    );
    expect(addressOf(listFaults, {})).toBe('/api/v1/faults');
  });

  it('of every operation leaves no brace', () => {
    for (const operation of OPERATIONS) {
      const params = Object.fromEntries(Object.keys(operation.params.shape).map((name) => [name, 'x']));
      expect(addressOf(operation, { params, query: {} })).toMatch(/^\/api\/v1\/[\w./-]+$/);
    }
  });
});
