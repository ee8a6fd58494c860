import { connect } from 'node:net';

/** A request with a body that no door reads, as somebody sends it who has not signed in. */
export interface LongBody {
  method: string;
  address: string;
  /** `declared` says its length and sends; `chunked` never says how long it is; `endless` never ends either. */
  way: 'declared' | 'chunked' | 'endless';
  /** Bytes that are sent at most, before the answer or after it. */
  bytes: number;
  headers?: Record<string, string>;
}

const PIECE = Buffer.alloc(64 * 1024, 'x');

/** Sends it over a connection of its own; the status of the first answer, or null when the connection ended without one. */
export function sendLongBody(
  origin: string,
  { method, address, way, bytes, headers = {} }: LongBody,
): Promise<number | null> {
  const { port, host } = new URL(origin);
  const socket = connect(Number(port), '127.0.0.1');
  const length = way === 'declared' ? `Content-Length: ${400 * 2 ** 20}` : 'Transfer-Encoding: chunked';
  const lines = [`${method} ${address} HTTP/1.1`, `Host: ${host}`, length];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return new Promise((resolve) => {
    let heard = '';
    let sent = 0;
    const send = () => {
      while (!socket.destroyed && sent < bytes) {
        const piece = PIECE.subarray(0, bytes - sent);
        sent += piece.byteLength;
        if (way !== 'declared') socket.write(`${piece.byteLength.toString(16)}\r\n`);
        const more = socket.write(piece);
        if (way !== 'declared') socket.write('\r\n');
        if (!more) return void socket.once('drain', send);
      }
      if (way === 'chunked') socket.write('0\r\n\r\n');
      if (statusOf() !== null) socket.destroy();
    };
    const statusOf = () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1];
      return status === undefined ? null : Number(status);
    };
    socket.on('data', (data) => {
      heard += data.toString();
      // One that goes on sending after the answer shows whether that is kept.
      if (sent >= bytes) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(statusOf()));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    send();
  });
}
