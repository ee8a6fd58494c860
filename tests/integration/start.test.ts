import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSecrets } from '#jobs/dev/identity/secrets.ts';
import { freePort, whyPortIsClosed } from '#jobs/process/ports.ts';
import { commandLineOf } from '#jobs/process/process-identity.ts';
import { childEnvironment } from '#server/env.ts';
import { endScripts, startScript } from '#tests/integration/setup/run-script.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph start '));
});
afterEach(async () => {
  await endScripts();
  await rm(folder, { recursive: true });
});

interface Started {
  child: ChildProcess;
  port: number;
  /** Process of its PostgreSQL. */
  postgres: number;
  /** What it has printed so far. */
  output(): string;
  /** Waits for its end: exit code and what it printed. */
  end(): Promise<{ code: number | null; output: string }>;
}

/** Starts Heliograph on the folder and waits until it says where it is. */
async function start(): Promise<Started> {
  const port = await freePort();
  const words = ['jobs/dev/start/start.ts', '--arrays', '2', '--port', `${port}`];
  const { child, ended } = startScript(words, childEnvironment({ HELIOGRAPH_DATA: folder }));
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes(`Heliograph is at http://localhost:${port}`)) resolve();
      });
    }
    child.once('close', () => reject(new Error(output)));
  });
  const [postgres] = readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const end = async () => ({ code: (await ended).status, output });
  return { child, port, postgres: Number(postgres), output: () => output, end };
}

/** The child of a process whose command line has a word in it; 0 while there is none. */
function childOf(parent: number, word: string): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
  return children.find((pid) => commandLineOf(pid).includes(word)) ?? 0;
}

const LONG = { timeout: 240_000, interval: 100 };
const isAlive = (pid: number) => existsSync(`/proc/${pid}`);

describe('npm start', () => {
  it('serves the console until Ctrl-C, and then leaves no process and no claim', async () => {
    const { child, port, postgres, end } = await start();
    expect((await fetch(`http://127.0.0.1:${port}/api/health/live`)).status).toBe(200);
    expect(await whyPortIsClosed(port)).toContain('is taken');
    const identityFile = path.join(folder, 'identity.json');
    expect(statSync(identityFile).mode & 0o777).toBe(0o600);
    const identityPort = readSecrets(identityFile)?.port ?? 0;
    expect((await fetch(`http://127.0.0.1:${identityPort}/.well-known/openid-configuration`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/runs`)).status).toBe(401);
    child.kill('SIGINT');
    expect((await end()).code).toBe(0);
    expect(isAlive(postgres)).toBe(false);
    expect(await whyPortIsClosed(identityPort)).toBeNull();
    expect(await whyPortIsClosed(port)).toBeNull();
    expect(existsSync(path.join(folder, 'instance.json'))).toBe(false);
  });

  it('starts a worker and a console again that are killed, as by a system out of memory, and goes on', async () => {
    const { child, port, output, end } = await start();
    // A connection that the killed console took with it is given up, not waited for.
    const ask = () => fetch(`http://127.0.0.1:${port}/api/health/live`, { signal: AbortSignal.timeout(10_000) });
    const live = () => ask().then(({ ok }) => ok);
    const worker = childOf(child.pid ?? 0, 'jobs/pipeline/worker/main.ts');
    process.kill(worker, 'SIGKILL');
    expect(await live()).toBe(true);
    await vi.waitUntil(() => (childOf(child.pid ?? 0, 'jobs/pipeline/worker/main.ts') || worker) !== worker, LONG);
    expect(output()).toContain('the worker ended, by SIGKILL: it is started again in 1 s (1 of 5)');
    process.kill(childOf(child.pid ?? 0, 'next'), 'SIGKILL');
    await vi.waitUntil(
      () => output().includes('the console ended, by SIGKILL: it is started again in 1 s (1 of 5)'),
      LONG,
    );
    await vi.waitUntil(() => live().catch(() => false), LONG);
    child.kill('SIGINT');
    expect((await end()).code).toBe(0);
    expect(await whyPortIsClosed(port)).toBeNull();
  }, 300_000);

  it('stops all, and says why, when its database dies', async () => {
    const { port, postgres, end } = await start();
    process.kill(postgres, 'SIGKILL');
    const { code, output } = await end();
    expect(code).toBe(1);
    expect(output).toContain('heliograph: the database ended unexpectedly: it was ended by SIGKILL');
    expect(await whyPortIsClosed(port)).toBeNull();
  });
});
