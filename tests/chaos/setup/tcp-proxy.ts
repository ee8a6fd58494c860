import { once } from 'node:events';
import net from 'node:net';

export interface TcpProxy {
  port: number;
  /** Sends new connections there, and breaks those that are open; null refuses them. */
  pointTo(port: number | null): void;
  /** Connections it has refused since it was made. */
  refused(): number;
  close(): Promise<void>;
}

/** A door to a server that can be shut, and that stays where it is when the server moves. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let port: number | null = target;
  let refused = 0;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    if (port === null) {
      refused += 1;
      client.destroy();
      return;
    }
    const upstream = net.connect(port, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    pointTo: (next) => {
      port = next;
      for (const socket of sockets) socket.destroy();
    },
    refused: () => refused,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
