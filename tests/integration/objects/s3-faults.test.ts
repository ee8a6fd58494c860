import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore } from '../setup/open-test-store.ts';
import { type S3Api, startS3Api } from '../setup/s3-api.ts';
import { type Fault, someFaults } from '../setup/s3-proxy.ts';

const MEBIBYTE = 2 ** 20;
const impatient = { budgetMs: 2_000 };
let api: S3Api;

beforeAll(async () => {
  api = await startS3Api();
});
afterAll(() => api.stop());
beforeEach(() => {
  api.setFaults(() => null);
  api.answerWith(null);
});

/** The first requests meet the faults, one each; later ones pass. */
function firstMeet(...faults: Fault[]): void {
  const left = [...faults];
  api.setFaults(() => left.shift() ?? null);
}

describe('a bucket behind a bad connection', () => {
  it('keeps and gives every object though a tenth of the requests fail', async () => {
    const store = openTestStore(api.url, { patience: { idleMs: 1_000 } });
    api.setFaults(someFaults(20260621, 0.1));
    const objects = Array.from({ length: 60 }, (_, index) => ({ key: `faulty/${index}`, bytes: randomBytes(3000) }));
    for (const { key, bytes } of objects) await store.put(key, bytes);
    for (const { key, bytes } of objects) {
      expect(Buffer.compare(await store.get(key), bytes)).toBe(0);
      expect(Buffer.compare(await store.getRange(key, 10, 500), bytes.subarray(10, 500))).toBe(0);
    }
    expect(await store.list('faulty')).toHaveLength(60);
    const faults = [...api.met.values()].reduce((sum, count) => sum + count, 0);
    expect(faults).toBeGreaterThan(10);
  });

  it('reads again what arrived with a wrong bit', async () => {
    const store = openTestStore(api.url);
    await store.put('bit', randomBytes(1000));
    const right = await store.get('bit');
    firstMeet('flip-bit', 'flip-bit');
    expect(await store.get('bit')).toEqual(right);
  });

  it('never gives damaged bytes: neither whole nor as a stream', async () => {
    const store = openTestStore(api.url, { patience: { budgetMs: 300 } });
    await store.put('damaged', randomBytes(1000));
    api.setFaults(() => 'flip-bit');
    await expect(store.get('damaged')).rejects.toMatchObject({ code: 'storage' });
    await expect(buffer(await store.openStream('damaged'))).rejects.toThrow();
    api.setFaults(() => 'cut-body');
    await expect(buffer(await store.openStream('damaged'))).rejects.toThrow();
  });

  it('knows its own commit when the answer to it was lost, and the commit of another', async () => {
    const [one, other] = [openTestStore(api.url), openTestStore(api.url)];
    firstMeet('lost-answer');
    expect(await one.putIfAbsent('commit', randomBytes(10))).toBe(true);
    firstMeet('error-500');
    expect(await other.putIfAbsent('commit', randomBytes(10))).toBe(false);
  });
});

describe('a multipart upload', () => {
  const bytes = randomBytes(20 * MEBIBYTE);

  it('repeats the part that failed, not the whole', async () => {
    let parts = 0;
    api.setFaults(({ method, url }) =>
      method === 'PUT' && url.includes('partNumber=2') && parts++ === 0 ? 'reset' : null,
    );
    await openTestStore(api.url).put('parts', bytes);
    expect(parts).toBe(2);
    expect(Buffer.compare(await openTestStore(api.url).get('parts'), bytes)).toBe(0);
    expect(api.openUploads).toEqual(new Set());
  });

  it('that cannot be ended is aborted: no parts, no object', async () => {
    const store = openTestStore(api.url, { patience: impatient });
    api.setFaults(({ method, url }) => (method === 'PUT' && url.includes('partNumber=3') ? 'error-500' : null));
    await expect(store.put('aborted', bytes)).rejects.toMatchObject({ code: 'storage' });
    await expect(store.sizeOf('aborted')).rejects.toMatchObject({ code: 'not_found' });
    expect(api.openUploads).toEqual(new Set());
  });
});

describe('a bucket that cannot be used', () => {
  it.each([
    ['denied', { status: 403, code: 'AccessDenied' }, 'access to bucket "test-gold" is denied'],
    ['expired credentials', { status: 400, code: 'ExpiredToken' }, 'the credentials have expired: renew them'],
    ['unknown keys', { status: 403, code: 'InvalidAccessKeyId' }, 'correct S3_ACCESS_KEY_ID'],
    ['a wrong secret', { status: 403, code: 'SignatureDoesNotMatch' }, 'correct S3_ACCESS_KEY_ID'],
    [
      'a wrong region',
      { status: 400, code: 'AuthorizationHeaderMalformed', more: '<Region>eu-west-3</Region>' },
      'bucket "test-gold" is in another region (eu-west-3): set S3_REGION',
    ],
    ['a redirect', { status: 301, code: 'PermanentRedirect' }, 'is in another region'],
    ['a wrong clock', { status: 403, code: 'RequestTimeTooSkewed' }, 'the clock of this machine is wrong'],
  ])('says what is wrong and what to do: %s', async (_, answer, message) => {
    api.answerWith(answer);
    const store = openTestStore(api.url, { patience: impatient });
    const failure = { code: 'storage', message: expect.stringContaining(message) };
    await expect(store.put('key', randomBytes(10))).rejects.toMatchObject(failure);
    await expect(store.get('key')).rejects.toMatchObject(failure);
    await expect(store.list('key')).rejects.toMatchObject(failure);
  });

  it('names the bucket that is not there, whatever was asked of it', async () => {
    const store = openTestStore(api.url, { bucket: 'no-such-bucket' });
    const failure = {
      code: 'storage',
      message: expect.stringMatching(/there is no bucket "no-such-bucket" at .*: create it, or correct GOLD_BUCKET/),
    };
    await expect(store.put('key', randomBytes(10))).rejects.toMatchObject(failure);
    await expect(store.get('key')).rejects.toMatchObject(failure);
    await expect(store.sizeOf('key')).rejects.toMatchObject(failure);
    await expect(store.list('key')).rejects.toMatchObject(failure);
  });

  it('says what a store that keeps failing answered last, and how often it was asked', async () => {
    api.setFaults(() => 'slow-down');
    const put = openTestStore(api.url, { patience: impatient }).put('key', randomBytes(10));
    await expect(put).rejects.toThrow(/failed \d+ times, last with 503 SlowDown/);
  });

  it.each([
    ['nobody listens', 'http://127.0.0.1:9'],
    ['the name is not known', 'http://objects.invalid'],
  ])('says that it cannot be reached once its patience is over: %s', async (_, endpoint) => {
    const put = openTestStore(endpoint, { patience: impatient }).put('key', randomBytes(10));
    const message = expect.stringContaining(`cannot reach ${endpoint}`);
    await expect(put).rejects.toMatchObject({ code: 'storage', message });
  });

  it('says so when a host takes the request and never answers', async () => {
    api.setFaults(() => 'stall');
    const put = openTestStore(api.url, { patience: { idleMs: 300, budgetMs: 900 } }).put('key', randomBytes(10));
    await expect(put).rejects.toThrow('cannot reach');
  });
});
