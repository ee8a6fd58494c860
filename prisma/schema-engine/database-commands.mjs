import process from 'node:process';
import { openClient } from '../../server/stores/postgres.ts';

const log = (level, fields) => {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/** Prisma's error code for a connection that failed. */
function prismaCodeOf(error) {
  if (error.code === '3D000') return 'P1003';
  return error.code === '28P01' || error.code === '28000' ? 'P1000' : 'P1001';
}

/**
 * `can-connect-to-database`, `create-database`, `drop-database`.
 * @param {string} name
 * @param {string} url
 * @returns {Promise<number>} the exit code
 */
export async function runDatabaseCommand(name, url) {
  log('INFO', { message: 'starting' });
  const target = new URL(url);
  const database = decodeURIComponent(target.pathname.slice(1));
  const admin = new URL(url);
  admin.pathname = '/postgres';
  let client;
  try {
    client = await openClient(name === 'can-connect-to-database' ? url : admin.href);
    if (name === 'create-database') await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
    if (name === 'drop-database') await client.query(`DROP DATABASE ${client.escapeIdentifier(database)}`);
    log('INFO', { message: 'ok' });
    return 0;
  } catch (error) {
    const code = prismaCodeOf(error);
    const messages = {
      P1003: `Database \`${database}\` does not exist`,
      P1001: `Can't reach database server at \`${target.host}\`: ${error.message || error.code}`,
    };
    log('ERROR', { is_panic: false, error_code: code, message: messages[code] ?? error.message });
    return 1;
  } finally {
    await client?.end().catch(() => undefined);
  }
}
