import { afterEach, describe, expect, it } from 'vitest';
import { adoptSetting } from '#server/env.ts';
import { assertJsonOrNothing, assertSameOrigin, BODY_LIMIT_BYTES, readJsonBody } from '#server/http/read-request.ts';

const post = (headers: Record<string, string>, body = '{"day":"2026-11-23"}') =>
  new Request('http://console.example/api/v1/runs', { method: 'POST', headers, body });

describe('a change asked for by', () => {
  it('a page of the console is let in', () => {
    const request = post({
      origin: 'http://console.example:3000',
      host: 'console.example:3000',
      'sec-fetch-site': 'same-origin',
    });
    expect(() => assertSameOrigin(request)).not.toThrow();
  });

  it('a script, which names no origin, is let in', () => {
    const request = post({ host: 'console.example' });
    expect(() => assertSameOrigin(request)).not.toThrow();
  });

  it.each([
    ['another site', { origin: 'https://evil.example', host: 'console.example' }],
    [
      'the same host without TLS',
      { origin: 'http://safe.example', host: 'safe.example', 'x-forwarded-proto': 'https' },
    ],
    ['the same host with TLS', { origin: 'https://console.example', host: 'console.example' }],
    ['no host at all', { origin: 'http://console.example' }],
    ['an address that is none', { origin: '//console.example', host: 'console.example' }],
    ['a file', { origin: 'file://', host: 'console.example' }],
    ['another port of the same host', { origin: 'http://console.example:81', host: 'console.example' }],
    ['a page without an origin', { origin: 'null', host: 'console.example' }],
    ['a browser that hides the origin of another site', { host: 'console.example', 'sec-fetch-site': 'cross-site' }],
  ])('%s is refused', (_, headers) => {
    expect(() => assertSameOrigin(post(headers))).toThrow('another site');
  });
});

describe('the scheme of a page', () => {
  afterEach(() => adoptSetting('NEXTAUTH_URL', ''));
  const origin = (scheme: string, headers: Record<string, string> = {}) =>
    post({ origin: `${scheme}://console.example`, host: 'console.example', ...headers });

  it('is that of the console’s address, whatever the request came by', () => {
    adoptSetting('NEXTAUTH_URL', 'https://console.example');
    expect(() => assertSameOrigin(origin('https'))).not.toThrow();
    expect(() => assertSameOrigin(origin('https', { host: 'Console.example:443' }))).not.toThrow();
    expect(() => assertSameOrigin(origin('http'))).toThrow('another site');
    expect(() => assertSameOrigin(origin('http', { 'x-forwarded-proto': 'http' }))).toThrow('another site');
  });

  it('is the one that the request came by where the console is asked under another name', () => {
    adoptSetting('NEXTAUTH_URL', 'http://localhost:3000');
    expect(() => assertSameOrigin(origin('http'))).not.toThrow();
    expect(() => assertSameOrigin(origin('https', { 'x-forwarded-proto': 'https' }))).not.toThrow();
    expect(() => assertSameOrigin(origin('https'))).toThrow('another site');
  });
});

describe('a body', () => {
  it('is read as JSON', async () => {
    expect(await readJsonBody(post({ 'content-type': 'application/json; charset=utf-8' }))).toEqual({
      day: '2026-11-23',
    });
  });

  it('of another content type is refused: forms cannot be sent across sites', async () => {
    await expect(readJsonBody(post({ 'content-type': 'text/plain' }))).rejects.toThrow('must be application/json');
  });

  it('that is not JSON is refused', async () => {
    await expect(readJsonBody(post({ 'content-type': 'application/json' }, '{'))).rejects.toThrow('not valid JSON');
  });

  it('over the limit is refused, whatever its length header says', async () => {
    const long = JSON.stringify({ note: 'x'.repeat(BODY_LIMIT_BYTES) });
    await expect(readJsonBody(post({ 'content-type': 'application/json' }, long))).rejects.toThrow('over 16 KiB');
  });
});

describe('a change', () => {
  it.each([
    'text/plain',
    'text/plain; charset=application/json',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
  ])('whose body is %s is refused, whether its route reads it or not', (type) => {
    expect(() => assertJsonOrNothing(post({ 'content-type': type }))).toThrow('must be application/json');
  });

  it.each<Record<string, string>>([{ 'content-length': '1' }, { 'transfer-encoding': 'chunked' }])(
    'whose body has no type is refused: %j',
    (headers) => {
      const untyped = new Request('http://console.example/', { method: 'POST', headers, body: new Uint8Array([1]) });
      expect(() => assertJsonOrNothing(untyped)).toThrow('missing');
    },
  );

  it.each(['gzip', 'br', 'deflate, gzip', 'zstd'])('whose body is compressed (%s) is refused', (encoding) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    expect(() => assertJsonOrNothing(post(headers))).toThrow('not compressed');
  });

  it('without a body is let in, though Next gives every change a stream', () => {
    for (const body of [null, new Uint8Array(0)]) {
      const request = new Request('http://console.example/', { method: 'DELETE', body });
      expect(() => assertJsonOrNothing(request)).not.toThrow();
    }
  });

  it('with a NUL in its text is refused: the database keeps none', async () => {
    const request = post({ 'content-type': 'application/json' }, '{"note":"a\\u0000b"}');
    await expect(readJsonBody(request)).rejects.toThrow('NUL');
  });
});
