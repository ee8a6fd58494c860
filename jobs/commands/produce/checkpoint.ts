import { createHash } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode, whyNotWritten } from '#server/gateways/objects/write-errors.ts';
import type { SourceIdentity } from './reading-source.ts';

const HEAD_BYTES = 4096;

const sourceFileSchema = z.object({ name: z.string(), bytes: z.number(), head: z.string() });
const checkpointSchema = z.object({
  topic: z.string(),
  /** What kind of source, and in which order its rows came. */
  source: z.string(),
  files: z.array(sourceFileSchema),
  /** Rows of the source that are published or refused for good. */
  rows: z.number().int().nonnegative(),
});

type State = z.infer<typeof checkpointSchema>;
type SourceFile = z.infer<typeof sourceFileSchema>;

/** Remembers in a file how many rows of a source are done, so that a bridge that was ended goes on where it was. */
export class Checkpoint {
  readonly #file: string;
  readonly #state: State;

  private constructor(file: string, state: State) {
    this.#file = file;
    this.#state = state;
  }

  /** Throws `conflict` when the file is of other sources than these: its rows would be the wrong ones. */
  static async open(file: string, topic: string, source: SourceIdentity): Promise<Checkpoint> {
    const before = await readCheckpoint(file);
    const files = await Promise.all(
      source.files.map((name, index) => identify(name, before?.files[index]?.bytes ?? HEAD_BYTES)),
    );
    const state = { topic, source: source.name, files, rows: before?.rows ?? 0 };
    if (before) requireSameSource(file, before, state, source.growsAtEnd);
    return new Checkpoint(file, state);
  }

  get rows(): number {
    return this.#state.rows;
  }

  /** Written whole and forced to the disk before it takes the old one's place. */
  async save(rows: number): Promise<void> {
    this.#state.rows = rows;
    const temporary = `${this.#file}.part`;
    try {
      const handle = await open(temporary, 'w');
      try {
        await handle.writeFile(`${JSON.stringify(this.#state, null, 1)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.#file);
    } catch (error) {
      const message = `cannot write the checkpoint ${this.#file}: ${whyNotWritten(error)}`;
      throw new HeliographError('storage', message, { cause: error });
    }
  }
}

async function readCheckpoint(file: string): Promise<State | null> {
  try {
    return checkpointSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    const why = error instanceof z.ZodError ? 'it is none' : messageOf(error);
    throw new HeliographError('invalid_input', `the checkpoint ${file} cannot be read: ${why}`, { cause: error });
  }
}

/** A file by its name, its size and a digest of how it begins: files that grow at their end stay the same ones. */
async function identify(name: string, knownBytes: number): Promise<SourceFile> {
  const handle = await open(name, 'r');
  try {
    const { size } = await handle.stat();
    const head = Buffer.alloc(Math.min(HEAD_BYTES, size, knownBytes));
    await handle.read(head, 0, head.length, 0);
    return { name, bytes: size, head: createHash('sha256').update(head).digest('hex') };
  } finally {
    await handle.close();
  }
}

function requireSameSource(file: string, before: State, now: State, growsAtEnd: boolean): void {
  const different = (what: string) =>
    new HeliographError('conflict', `the checkpoint ${file} is of ${what}: remove it, or name another one`);
  if (before.topic !== now.topic) throw different(`topic ${before.topic}`);
  if (before.source !== now.source) throw different(before.source);
  if (before.files.length > now.files.length) throw different('more files');
  if (before.files.length < now.files.length && !growsAtEnd) throw different('fewer files');
  for (const [index, known] of before.files.entries()) {
    const found = now.files[index];
    if (found?.name !== known.name) throw different(`other files, ${known.name} among them`);
    const mayGrow = growsAtEnd && index === before.files.length - 1;
    const sameBytes = found.bytes === known.bytes || (mayGrow && found.bytes > known.bytes);
    if (found.head !== known.head || !sameBytes) throw different(`${known.name} before it was changed`);
  }
}
