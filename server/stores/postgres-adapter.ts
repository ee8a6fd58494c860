import { PrismaPg } from '@prisma/adapter-pg';
import { connectionConfig } from './postgres.ts';

/** Well above what any transaction of ours thinks between two statements. */
const IDLE_IN_TRANSACTION_MS = 8000;
const LET_GO = `set local idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`;

/**
 * Prisma's way to PostgreSQL. Who is frozen in a transaction lets go of its locks: others wait for them to take over its
 * work. Each transaction says so itself, since poolers refuse it as a parameter of the connection.
 */
export class PostgresAdapter extends PrismaPg {
  constructor(url: string) {
    super({ ...connectionConfig(url), keepAlive: true, connectionTimeoutMillis: 10_000 });
  }

  override async connect(): ReturnType<PrismaPg['connect']> {
    const connection = await super.connect();
    const start = connection.startTransaction.bind(connection);
    connection.startTransaction = async (isolationLevel) => {
      const transaction = await start(isolationLevel);
      try {
        await transaction.executeRaw({ sql: LET_GO, args: [], argTypes: [] });
        return transaction;
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    };
    return connection;
  }
}
