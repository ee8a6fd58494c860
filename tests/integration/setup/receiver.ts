import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  port: number;
  received: Received[];
  /** Connections, also those on which nothing was asked. */
  connections: () => number;
  /** How the coming requests are answered, one each; later ones with 200. Null: never. */
  answerNext(...answers: (Answer | null)[]): void;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers?: http.OutgoingHttpHeaders;
  body?: string | Buffer;
}

/** A real HTTP server on loopback that keeps what it is sent. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: (Answer | null)[] = [];
  let connections = 0;
  const server = http.createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: await text(request) });
    const answer = answers.length > 0 ? answers.shift() : { status: 200, body: 'ok' };
    if (!answer) return;
    response.writeHead(answer.status, answer.headers ?? {});
    response.end(answer.body ?? '');
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    received,
    connections: () => connections,
    answerNext: (...next) => {
      answers.push(...next);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
