import process from 'node:process';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { findPgbouncer, NO_PGBOUNCER, type Pgbouncer, startPgbouncer } from './pgbouncer.ts';

/** A group of tests behind a pgbouncer of their own; where there is none that is told, loudly. */
export function describeWithPgbouncer(name: string, tests: (through: (url: string) => string) => void): void {
  const program = findPgbouncer();
  if (!program) {
    process.stderr.write(`\n*** THE TESTS OF THE POOLER ARE SKIPPED: ${NO_PGBOUNCER} ***\n\n`);
    describe.skip(name, () => undefined);
    return;
  }
  describe(name, () => {
    let pooler: Pgbouncer | undefined;
    beforeAll(async () => {
      pooler = await startPgbouncer(program, inject('postgresServerUrl'));
    });
    afterAll(() => pooler?.stop());
    tests((url) => {
      const address = new URL(url);
      address.port = new URL(pooler?.url ?? '').port;
      return address.href;
    });
  });
}
