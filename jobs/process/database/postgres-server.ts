import type { ChildProcess } from 'node:child_process';
import { reasonOf } from './postgres-messages.ts';

const MAX_OUTPUT_CHARACTERS = 4000;

/** A PostgreSQL process of ours. */
export interface PostgresServer {
  /** Resolves with the reason when it ends. */
  died: Promise<string>;
  /** The reason why it ended; null while it runs. */
  reasonOfEnd(): string | null;
  /** Asks it to end, which cuts its connections, and waits. */
  stop(): Promise<void>;
}

/** Watches a PostgreSQL process: remembers what it said last, and why it ended. */
export function watchServer(child: ChildProcess): PostgresServer {
  let output = '';
  let reason: string | null = null;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-MAX_OUTPUT_CHARACTERS);
    });
  }
  const died = new Promise<string>((resolve) => {
    const end = (why: string) => {
      reason ??= why;
      resolve(reason);
    };
    child.once('error', (error) => end(error.message));
    // Not 'exit': what it said last may still be on its way.
    child.once('close', (_, signal) => end(signal ? `it was ended by ${signal}` : reasonOf(output)));
  });
  return {
    died,
    reasonOfEnd: () => reason,
    stop: async () => {
      if (reason === null) child.kill('SIGINT');
      await died;
    },
  };
}
