import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import { connectionConfig, openClient } from '../../server/stores/postgres.ts';

// Prisma's turn to migrate is a lock of the session, which would stay behind at a pooler; ours is jobs/process/database/migrate.ts.
const SESSION_LOCK = /^\s*SELECT pg_advisory_lock\(\d+\)/i;
const NO_LOCK = 'SELECT NULL::void';

const CATALOG_CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * Mends a connection of adapter-pg 7.10, which is made for queries, for migrations: it has no mapping for the
 * catalogues' internal "char" type, and its executeScript() splits at every ';', which breaks functions and DO blocks.
 * The engine's lock is left out.
 */
function mended(connection) {
  const { queryRaw, performIO } = Object.getPrototypeOf(connection);
  connection.performIO = (query) =>
    performIO.call(connection, SESSION_LOCK.test(query.sql) ? { ...query, sql: NO_LOCK } : query);
  connection.queryRaw = async (query) => {
    const answer = await connection.performIO(query);
    const chars = answer.fields.flatMap((field, index) => (field.dataTypeID === CATALOG_CHAR_OID ? [index] : []));
    for (const index of chars) answer.fields[index].dataTypeID = TEXT_OID;
    const rows = await queryRaw.call({ performIO: async () => answer, pgOptions: connection.pgOptions }, query);
    for (const index of chars) rows.columnTypes[index] = ColumnTypeEnum.Character;
    return rows;
  };
  if (connection.executeScript) {
    connection.executeScript = async (script) => {
      try {
        await connection.client.query(script);
      } catch (error) {
        connection.onError(error);
      }
    };
  }
  if (connection.startTransaction) {
    const startTransaction = connection.startTransaction;
    connection.startTransaction = async (...options) => mended(await startTransaction.apply(connection, options));
  }
  return connection;
}

/** Connections for the engine: to the database itself, and to a shadow database made and dropped for the purpose. */
export class MigrationAdapter extends PrismaPg {
  #url;
  #shadowUrl;

  constructor(url, shadowUrl) {
    super({ ...connectionConfig(url ?? 'postgresql://127.0.0.1:1/none'), max: 2 });
    this.#url = url;
    this.#shadowUrl = shadowUrl;
  }

  async connect() {
    return mended(await super.connect());
  }

  // The adapter's own shadow database is the main one when it was given a connection string: it must never be used.
  async connectToShadowDb() {
    if (this.#shadowUrl) return mended(await this.#open(this.#shadowUrl));
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    const admin = await openClient(this.#url);
    await admin.query(`CREATE DATABASE "${name}"`);
    const shadow = new URL(this.#url);
    shadow.pathname = `/${name}`;
    const connection = mended(await this.#open(shadow.href));
    const dispose = connection.dispose.bind(connection);
    connection.dispose = async () => {
      await dispose();
      await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await admin.end();
    };
    return connection;
  }

  #open(url) {
    return new PrismaPg({ ...connectionConfig(url), max: 2 }).connect();
  }
}
