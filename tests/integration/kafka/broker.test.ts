import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { startKafka } from '#jobs/dev/kafka/broker.ts';
import { freePort, whyPortIsClosed } from '#jobs/process/ports.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';
import { describeWithKafka } from './given-kafka.ts';

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** The broker takes the port after its own too. */
async function freePairOfPorts(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port < 65_532 && (await whyPortIsClosed(port + 1)) === null) return port;
  }
}

describeWithKafka('the development broker', () => {
  it('is ended by Ctrl-C, and its folder can be served again', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph kafka '));
    try {
      for (let turn = 0; turn < 2; turn++) {
        const port = await freePairOfPorts();
        const child = spawn(process.execPath, [path.join(projectRoot, 'jobs/dev/kafka/main.ts'), '--port', `${port}`], {
          cwd: projectRoot,
          env: childEnvironment({ HELIOGRAPH_DATA: folder }),
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const ended = once(child, 'exit');
        let said = '';
        // Read to the end: a pipe that is closed early would end a broker that still writes to it.
        for await (const chunk of child.stdout) {
          const wasServing = said.includes('Ctrl-C ends it');
          said += chunk;
          if (wasServing || !said.includes('Ctrl-C ends it')) continue;
          expect(await accepts(port)).toBe(true);
          child.kill('SIGINT');
        }
        expect(await ended).toEqual([0, null]);
        expect(await accepts(port)).toBe(false);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says why it does not start', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'heliograph kafka '));
    try {
      const properties = { 'num.partitions': 'twelve' };
      await expect(startKafka({ folder, properties })).rejects.toMatchObject({
        code: 'kafka',
        message: expect.stringContaining('num.partitions'),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
