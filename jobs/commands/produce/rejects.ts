import { appendFile } from 'node:fs/promises';
import { printable } from '#domain/printable.ts';
import { HeliographError } from '#server/errors.ts';
import { whyNotWritten } from '#server/gateways/objects/write-errors.ts';

const MAX_MESSAGES = 10;

/** What was refused and why: the first ten for the end of the tool, all of them in a file when one is named. */
export class Rejects {
  readonly #file: string | null;
  readonly first: string[] = [];

  constructor(file: string | null) {
    this.#file = file;
  }

  async add(reasons: readonly string[]): Promise<void> {
    if (reasons.length === 0) return;
    const messages = reasons.map(printable);
    this.first.push(...messages.slice(0, MAX_MESSAGES - this.first.length));
    if (this.#file === null) return;
    try {
      await appendFile(this.#file, `${messages.join('\n')}\n`);
    } catch (error) {
      throw new HeliographError('storage', `cannot write ${this.#file}: ${whyNotWritten(error)}`, { cause: error });
    }
  }
}
