import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('../../../tests/bench/wavelet_peers.py', import.meta.url));

const helloSchema = z.object({ peers: z.array(z.string()), missing: z.array(z.string()) });
const answerSchema = z.object({ milliseconds: z.number() });

/** Other people's transforms, in a Python that waits for its turn between ours. */
export interface PythonPeers {
  readonly peers: readonly string[];
  /** One line for each that cannot take part. */
  readonly missing: readonly string[];
  /** One array-day, in milliseconds. */
  time(peer: string, scales: readonly number[]): Promise<number>;
  close(): void;
}

/** Starts the peers' script; without a Python there are no peers and the reason is in `missing`. */
export async function openPythonPeers(python: string, rows: readonly (readonly number[])[]): Promise<PythonPeers> {
  const child = spawn(python, ['-u', SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.stdin.on('error', () => {});
  const started = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
  });
  if (!(await started)) return none(`PyWavelets, NumPy, fCWT: skipped, ${python} cannot be run`);
  const ask = askerOf(child, lines, errors);
  const { peers, missing } = helloSchema.parse(await ask({ rows }));
  return {
    peers,
    missing,
    time: async (peer, scales) => answerSchema.parse(await ask({ peer, scales })).milliseconds,
    close: () => child.stdin.end(),
  };
}

function askerOf(child: ChildProcessWithoutNullStreams, lines: AsyncIterator<string>, errors: readonly string[]) {
  return async (question: unknown): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the peers' script ended: ${errors.join('').trim().split('\n').at(-1)}`);
    return JSON.parse(value);
  };
}

function none(reason: string): PythonPeers {
  const time = () => Promise.reject(new Error(reason));
  return { peers: [], missing: [reason], time, close: () => {} };
}
