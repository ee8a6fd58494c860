import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Service, startService } from '#jobs/dev/start/service.ts';
import { MAX_RESTARTS, type Supervised, supervise } from '#jobs/dev/start/supervise.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph parts '));
});
afterAll(() => rm(folder, { recursive: true }));

/** A process that writes its number into a file, and does what the code says. */
async function givenPart(name: string, code: string, firstDelayMs = 10) {
  const script = path.join(folder, `${name}.mjs`);
  const file = path.join(folder, `${name}.pid`);
  await writeFile(
    script,
    `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(file)}, String(process.pid));\n${code}`,
  );
  const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);
  const said: string[] = [];
  const part = await supervise(name, async ({ again }) => startService({ name, script, logFolder: folder, again }), {
    say: (line) => said.push(line),
    firstDelayMs,
    signal: new AbortController().signal,
  });
  return { part, pid, said };
}

const LIVES_ON = `setInterval(() => undefined, 1000); process.stdout.write('at it\\n');`;
const untilAnother = (pid: () => number, last: number) =>
  vi.waitUntil(() => (pid() !== last && pid() !== 0 ? pid() : null), { timeout: 60_000, interval: 20 });
const isAlive = (pid: number) => existsSync(`/proc/${pid}`);
const hasGivenUp = (part: Supervised) => Promise.race([part.gaveUp, Promise.resolve(null)]);

describe('a part of npm start', () => {
  it('that is killed is started again, which is said, and what it wrote before is kept', async () => {
    const { part, pid, said } = await givenPart('killed', LIVES_ON);
    const first = await untilAnother(pid, 0);
    process.kill(first, 'SIGKILL');
    const second = await untilAnother(pid, first);
    process.kill(second, 'SIGKILL');
    const third = await untilAnother(pid, second);
    expect(said).toEqual([
      'the killed ended, by SIGKILL: it is started again in 0.01 s (1 of 5)',
      'the killed ended, by SIGKILL: it is started again in 0.02 s (2 of 5)',
    ]);
    expect(await hasGivenUp(part)).toBeNull();
    await part.stop();
    expect(isAlive(third)).toBe(false);
    expect(readFileSync(path.join(folder, 'killed.log'), 'utf8').startsWith('at it\nat it\n')).toBe(true);
  });

  it('that dies again and again is given up after five restarts, with what it said last', async () => {
    const { part, said } = await givenPart('dying', `process.stderr.write('no memory left\\n'); process.exit(134);`);
    expect(await part.gaveUp).toBe(
      `the dying ended unexpectedly, with exit code 134:\n${Array(MAX_RESTARTS + 1)
        .fill('no memory left')
        .join('\n')}`,
    );
    expect(said).toHaveLength(5);
    await part.stop();
  });

  it('that finds its settings bad is not started again', async () => {
    const { part, said } = await givenPart(
      'refusing',
      `process.stderr.write('bad setting: PORT\\n'); process.exit(2);`,
    );
    expect(await part.gaveUp).toContain('bad setting: PORT');
    expect(said).toEqual([]);
    await part.stop();
  });

  it('that is stopped while it is being started again is ended, though it starts all the same', async () => {
    const script = path.join(folder, 'late.mjs');
    await writeFile(script, LIVES_ON);
    const services: Service[] = [];
    const beingStarted = Promise.withResolvers<void>();
    const part = await supervise(
      'late',
      async ({ again, signal }) => {
        if (again) {
          beingStarted.resolve();
          await once(signal, 'abort');
        }
        const service = await startService({ name: 'late', script, logFolder: folder, again });
        services.push(service);
        return service;
      },
      { say: () => undefined, firstDelayMs: 10, signal: new AbortController().signal },
    );
    await services[0]?.stop();
    await beingStarted.promise;
    await part.stop();
    expect(services).toHaveLength(2);
    expect(await services[1]?.ended).toBeDefined();
  });

  it('that is stopped while it waits to be started again is not, and nobody waits for it', async () => {
    const { part, pid, said } = await givenPart('stopped', LIVES_ON, 3_600_000);
    const first = await untilAnother(pid, 0);
    process.kill(first, 'SIGKILL');
    await vi.waitUntil(() => said.length > 0, { timeout: 60_000, interval: 20 });
    await part.stop();
    expect(pid()).toBe(first);
    expect(await hasGivenUp(part)).toBeNull();
  });
});
