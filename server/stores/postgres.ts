import pg from 'pg';
import { refuseForeignSession, SESSION_PARAMETERS } from './postgres-session.ts';

declare module 'pg' {
  interface Client {
    /** What the client tells the server as it connects. */
    getStartupConf(): Record<string, string>;
  }
}

// One meaning now and with the next version of pg, which would check no certificate for the weaker ones.
const CHECKED_MODES = new Set(['prefer', 'require', 'verify-ca']);

/** A connection whose session is set as our statements need it, whatever the role's or the server's own settings. */
export class PostgresClient extends pg.Client {
  override getStartupConf(): Record<string, string> {
    return { ...super.getStartupConf(), ...SESSION_PARAMETERS };
  }
}

/** How every pool of the product connects: pg's own, Prisma's and pg-boss'. */
export interface ConnectionConfig {
  connectionString: string;
  Client: typeof PostgresClient;
  onConnect: (client: pg.ClientBase) => Promise<void>;
}

/** What a pool is given to connect to an address. A session that is not as we need it is refused before its first use. */
export function connectionConfig(url: string): ConnectionConfig {
  return {
    connectionString: withCheckedTls(url),
    Client: PostgresClient,
    onConnect: (client) => refuseForeignSession(client),
  };
}

/** A pool of connections, opened as they are needed. */
export function openPool(url: string, options: pg.PoolConfig): pg.Pool {
  return new pg.Pool({ ...options, ...connectionConfig(url) });
}

/** One connection, open. A failure of it after that is told by the next statement. */
export async function openClient(url: string): Promise<PostgresClient> {
  const client = new PostgresClient({ connectionString: withCheckedTls(url) });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await refuseForeignSession(client);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function withCheckedTls(url: string): string {
  const address = URL.parse(url);
  const mode = address?.searchParams.get('sslmode') ?? '';
  if (!address || !CHECKED_MODES.has(mode) || address.searchParams.get('uselibpqcompat') === 'true') return url;
  address.searchParams.set('sslmode', 'verify-full');
  return address.href;
}
