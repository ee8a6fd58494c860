import net from 'node:net';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

// A browser may take "localhost" for either.
const LOOPBACK = ['127.0.0.1', '::1'];

/** A port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return listenOnce(0, '127.0.0.1');
}

/** Why localhost cannot be served on a port, in words for the reader; null when it can. */
export async function whyPortIsClosed(port: number): Promise<string | null> {
  for (const host of LOOPBACK) {
    const code = await listenOnce(port, host).then(() => undefined, systemCode);
    if (code === 'EADDRINUSE') {
      return `port ${port} is taken by another program: use --port N, or end that program`;
    }
    if (code === 'EACCES') return `port ${port} is not open to this user: use --port N with N from 1024`;
  }
  return null;
}

function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('no address'));
      });
    });
  });
}
