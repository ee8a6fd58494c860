import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { startKafka } from '#jobs/dev/kafka/broker.ts';
import { whyNoKafka } from '#jobs/dev/kafka/kafka-jars.ts';
import { readSettings } from '#server/env.ts';

/** How the tests reach their broker. */
export interface TestKafka {
  servers: { plain: string; sasl: string; tls: string };
  user: { name: string; password: string };
  /** The broker's own certificate as PEM, which a client of the TLS listener must trust. */
  certificate: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Null on a machine without Java, where the Kafka tests are skipped. */
    kafka: TestKafka | null;
  }
}

const USER = { name: 'heliograph', password: 'from-dawn-to-dusk' };

/** One real broker for all Kafka tests; each test makes its own topics. A missing broker fails CI and is told elsewhere. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const missing = whyNoKafka();
  if (missing) {
    if (readSettings().CI) throw new Error(`the Kafka tests cannot run: ${missing}`);
    process.stderr.write(`\n*** THE KAFKA TESTS ARE SKIPPED: ${missing} ***\n\n`);
    project.provide('kafka', null);
    return async () => undefined;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'heliograph kafka '));
  const clear = () => rm(folder, { recursive: true });
  try {
    const keyStore = makeKeyStore(folder);
    const broker = await startKafka({
      folder: path.join(folder, 'broker'),
      users: { [USER.name]: USER.password },
      keyStore,
      // Compaction at once: a test waits for its gaps.
      properties: { 'log.cleaner.backoff.ms': '100', 'log.initial.task.delay.ms': '100' },
      say: (line) => process.stdout.write(`${line}\n`),
    });
    const certificate = readFileSync(keyStore.certificateFile, 'utf8');
    project.provide('kafka', { servers: broker.servers, user: USER, certificate });
    return () => broker.stop().then(clear);
  } catch (error) {
    await clear();
    throw error;
  }
}

/** A key and its self-signed certificate for 127.0.0.1, by Java's own tool. */
function makeKeyStore(folder: string): { file: string; password: string; certificateFile: string } {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'broker.p12');
  const certificateFile = path.join(folder, 'broker.pem');
  const store = ['-alias', 'broker', '-keystore', file, '-storepass', USER.password];
  const key = ['-keyalg', 'EC', '-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1', '-storetype', 'PKCS12'];
  execFileSync('keytool', ['-genkeypair', ...key, ...store], { stdio: 'ignore' });
  execFileSync('keytool', ['-exportcert', '-rfc', '-file', certificateFile, ...store], { stdio: 'ignore' });
  return { file, password: USER.password, certificateFile };
}
