import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OPERATIONS } from '#domain/api/registry.ts';
import { LARGE_BODY_BYTES } from '#domain/registration.ts';
import { bodyLimitOf } from '#server/http/body-limit.ts';
import { guardBodies } from '#server/http/guard-bodies.ts';
import { BODY_LIMIT_BYTES } from '#server/http/read-request.ts';
import { requestFacts, withRequest } from '#server/request-facts.ts';

// A real server behind the guard, spoken to in HTTP as it goes over the wire.
let server: http.Server;
let port = 0;
/** What came through: the bytes of each body, and whose facts it was read under. */
let handled: { bytes: number; requestId: string | undefined }[] = [];

beforeEach(async () => {
  handled = [];
  server = http.createServer(async (request, response) => {
    let bytes = 0;
    for await (const chunk of request) bytes += (chunk as Buffer).byteLength;
    handled.push({ bytes, requestId: requestFacts()?.requestId });
    response.end('read');
  });
  const emit = server.emit.bind(server);
  server.emit = (name: string, ...rest: unknown[]) => {
    const requestId = (rest[0] as http.IncomingMessage | undefined)?.headers?.['x-request-id']?.toString() ?? '';
    return withRequest({ requestId, address: null, route: null, principalId: null }, () => emit(name, ...rest));
  };
  guardBodies(server);
  guardBodies(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const PIECE = 'x'.repeat(1024);
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const head = (method: string, ...headers: string[]) =>
  `${[`${method} / HTTP/1.1`, 'Host: console', ...headers].join('\r\n')}\r\n\r\n`;

/** Sends the pieces on one connection and gives the statuses of all answers until it is closed or the last is there. */
async function statuses(pieces: readonly string[], answers = 1): Promise<number[]> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('error', () => undefined);
  const found = () => [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  const done = new Promise<void>((resolve) => {
    socket.on('data', (data) => {
      heard += data.toString();
      if (found().length >= answers) resolve();
    });
    socket.on('close', () => resolve());
  });
  socket.setNoDelay();
  for (const piece of pieces) await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  await done;
  socket.destroy();
  return found();
}

describe('a body that no door would read', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS'])(
    'of %s is refused by its declared length, before any of it has come',
    async (method) => {
      expect(await statuses([head(method, `Content-Length: ${400 * 2 ** 20}`)])).toEqual([413]);
      expect(handled).toEqual([]);
    },
  );

  it.each(['POST', 'GET', 'OPTIONS'])(
    'of %s in chunks is refused when they are too many, whole or not',
    async (method) => {
      const many = Array.from({ length: 20 }, () => chunk(PIECE));
      for (const end of ['', '0\r\n\r\n']) {
        expect(await statuses([head(method, 'Transfer-Encoding: chunked'), ...many, end])).toEqual([413]);
      }
      expect(await statuses([`${head(method, 'Transfer-Encoding: chunked')}${many.join('')}`])).toEqual([413]);
      expect(handled).toEqual([]);
    },
  );

  it('is not asked for from who waits to be', async () => {
    const answers = await statuses([head('POST', 'Expect: 100-continue', `Content-Length: ${BODY_LIMIT_BYTES + 1}`)]);
    expect(answers).toEqual([413]);
  });

  it('is thrown away, and the connection serves on', async () => {
    const long = 'x'.repeat(BODY_LIMIT_BYTES + 1);
    const first = `${head('POST', `Content-Length: ${long.length}`)}${long}`;
    expect(await statuses([first, head('GET', 'X-Request-Id: next')], 2)).toEqual([413, 200]);
    expect(handled).toEqual([{ bytes: 0, requestId: 'next' }]);
  });

  it('is never announced by two lengths at once', async () => {
    const both = head('POST', 'Content-Length: 1', 'Transfer-Encoding: chunked');
    expect(await statuses([both, ...Array.from({ length: 20 }, () => chunk(PIECE))])).toEqual([400]);
    expect(handled).toEqual([]);
  });
});

describe('a file of arrays', () => {
  const door = (...lines: string[]) =>
    ['POST /api/v1/plants/demo/registration/preview HTTP/1.1', 'Host: x', ...lines, '', ''].join('\r\n');
  const long = 'x'.repeat(3 * BODY_LIMIT_BYTES);

  it('may be longer from who says to be somebody, declared or in chunks, up to its own limit', async () => {
    const declared = door('Authorization: Bearer x', `Content-Length: ${long.length}`);
    const chunked = door('Cookie: session=x', 'Transfer-Encoding: chunked');
    expect(await statuses([declared, long])).toEqual([200]);
    expect(await statuses([chunked, chunk(long), '0\r\n\r\n'])).toEqual([200]);
    expect(handled.map(({ bytes }) => bytes)).toEqual([long.length, long.length]);
    const tooLong = door('Cookie: session=x', `Content-Length: ${LARGE_BODY_BYTES + 1}`);
    expect(await statuses([tooLong])).toEqual([413]);
  });

  it('is as short as all others from who does not', async () => {
    expect(await statuses([door(`Content-Length: ${long.length}`)])).toEqual([413]);
  });

  it('waits for its turn where four are under way', async () => {
    const slow = Array.from({ length: 4 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.write(`${door('Cookie: session=x', 'Transfer-Encoding: chunked')}${chunk(PIECE)}`);
      return socket;
    });
    const asked = door('Cookie: session=x', `Content-Length: ${long.length}`);
    await vi.waitUntil(async () => (await statuses([asked]))[0] === 503);
    for (const socket of slow) socket.destroy();
    await vi.waitUntil(async () => (await statuses([asked, long]))[0] === 200);
  });

  it('is expected at the doors that declare it, and at no other', () => {
    const headers = { cookie: 'session=x' };
    for (const { method, path, bodyLimitBytes = BODY_LIMIT_BYTES } of OPERATIONS) {
      expect([path, bodyLimitOf({ method, url: path, headers })]).toEqual([path, bodyLimitBytes]);
    }
  });
});

describe('a body that fits', () => {
  it.each([0, 1, BODY_LIMIT_BYTES])('of %i bytes comes through whole, declared or in chunks', async (bytes) => {
    const body = 'x'.repeat(bytes);
    expect(await statuses([head('POST', `Content-Length: ${bytes}`), body])).toEqual([200]);
    const chunks = body.match(/.{1,999}/g)?.map(chunk) ?? [];
    const inChunks = [head('POST', 'Transfer-Encoding: chunked', 'X-Request-Id: mine'), ...chunks, '0\r\n\r\n'];
    expect(await statuses(inChunks)).toEqual([200]);
    expect(await statuses([inChunks.join('')])).toEqual([200]);
    expect(handled.map((one) => one.bytes)).toEqual([bytes, bytes, bytes]);
    // Whoever goes on when the last piece has come does so for the request it belongs to.
    expect(handled.slice(1).map(({ requestId }) => requestId)).toEqual(['mine', 'mine']);
  });

  it('is asked for from who waits to be', async () => {
    const asked = [head('POST', 'Expect: 100-continue', 'Content-Length: 3'), 'abc'];
    expect(await statuses(asked, 2)).toEqual([100, 200]);
  });

  it('reaches nobody while it has not come whole, and holds up no other', async () => {
    const slow = connect(port, '127.0.0.1');
    slow.write(`${head('POST', 'Transfer-Encoding: chunked')}${chunk(PIECE)}`);
    expect(await statuses([head('GET')])).toEqual([200]);
    expect(handled).toHaveLength(1);
    slow.write('0\r\n\r\n');
    await once(slow, 'data');
    expect(handled.map(({ bytes }) => bytes)).toEqual([0, PIECE.length]);
    slow.destroy();
  });

  it('must have come within half a minute', () => {
    expect(server.requestTimeout).toBe(30_000);
    expect(server.headersTimeout).toBe(30_000);
  });
});
