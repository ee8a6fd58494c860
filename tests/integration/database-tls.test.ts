import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#jobs/process/database/embedded-postgres.ts';
import { openClient } from '#server/stores/postgres.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) {
  process.stderr.write('\n*** THE TESTS OF TLS TO THE DATABASE ARE SKIPPED: there is no openssl to make a key ***\n\n');
}

describe.skipIf(!hasOpenssl)('the sslmode of DATABASE_URL, at a server whose certificate is its own', () => {
  let folder = '';
  let certificate = '';
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'heliograph-tls-'));
    server = await startEmbeddedPostgres({ dataDir: path.join(folder, 'cluster') });
    certificate = path.join(folder, 'cluster', 'server.crt');
    const key = path.join(folder, 'cluster', 'server.key');
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const made = spawnSync('openssl', ['req', ...kind, ...name, '-keyout', key, '-out', certificate]);
    expect(made.status, made.stderr.toString()).toBe(0);
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('alter system set ssl = on');
    await client.query('select pg_reload_conf()');
    await client.end();
    await vi.waitFor(() => isEncrypted('sslmode=no-verify'), { timeout: 60_000 });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  /** Whether the connection that an address gives is encrypted. */
  async function isEncrypted(query: string): Promise<boolean> {
    const client = await openClient(`${server.url}?${query}`);
    try {
      return (await client.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).rows[0]?.ssl === true;
    } finally {
      await client.end();
    }
  }

  it('disable: in the clear; no-verify: encrypted, to whoever answers', async () => {
    expect(await isEncrypted('sslmode=disable')).toBe(false);
    expect(await isEncrypted('sslmode=no-verify')).toBe(true);
  });

  it.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
    '%s: encrypted, to a server that sslrootcert vouches for, and to no other; nothing is warned of',
    async (mode) => {
      const warnings: Error[] = [];
      const warn = (warning: Error) => warnings.push(warning);
      process.on('warning', warn);
      await expect(isEncrypted(`sslmode=${mode}`)).rejects.toThrow(/self-signed certificate/);
      expect(await isEncrypted(`sslmode=${mode}&sslrootcert=${encodeURIComponent(certificate)}`)).toBe(true);
      process.off('warning', warn);
      expect(warnings).toEqual([]);
    },
  );
});
