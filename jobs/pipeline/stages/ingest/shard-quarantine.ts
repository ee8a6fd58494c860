import { DEVICE_ID_RULE } from '#domain/device-id.ts';
import { quarantineKey } from '#domain/object-keys.ts';
import type { OffsetRange } from '#domain/offset-range.ts';
import { MAX_QUARANTINED, type QuarantinedMessage } from '#domain/quarantine.ts';
import { HeliographError } from '#server/errors.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import type { IngestShard } from './payload.ts';

/** A file is written when it has so many characters: a flood of foreign messages must not fill the memory. */
const FILE_CHARACTERS = 4 * 2 ** 20;

const ADVICE: Record<string, string> = {
  wrong_key: 'the key of a message must be its deviceId',
  bad_device_id: `a deviceId is ${DEVICE_ID_RULE}`,
  not_framed: 'SCHEMA_REGISTRY_URL is for messages in the framing of Confluent',
};
const OTHER_ADVICE = 'if they are of another schema, set READINGS_SCHEMA or SCHEMA_REGISTRY_URL';

/** Keeps a shard's messages that are no readings, and fails the shard when they are more than 1 % of it. */
export class ShardQuarantine {
  readonly #store: ObjectStore;
  readonly #shard: IngestShard;
  readonly #first = new Map<string, { count: number; message: QuarantinedMessage }>();
  #lines: string[] = [];
  #characters = 0;
  #files = 0;
  #count = 0;

  constructor(store: ObjectStore, shard: IngestShard) {
    this.#store = store;
    this.#shard = shard;
  }

  get count(): number {
    return this.#count;
  }

  readonly add = async (message: QuarantinedMessage): Promise<void> => {
    this.#count++;
    const seen = this.#first.get(message.reason);
    if (seen) seen.count++;
    else this.#first.set(message.reason, { count: 1, message });
    const line = `${JSON.stringify(message)}\n`;
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#characters >= FILE_CHARACTERS) await this.#write();
    // A topic of something else is told at once, not at its end.
    const { offsets } = this.#shard.shard;
    if (offsets) await this.#refuse(offsets.end - offsets.begin);
  };

  /** Writes what is left. Throws `invalid_input` when too many of the shard's messages are here. */
  async close(messagesRead: number): Promise<void> {
    await this.#write();
    await this.#refuse(messagesRead);
  }

  async #refuse(messages: number): Promise<void> {
    if (this.#count <= messages * MAX_QUARANTINED) return;
    await this.#write();
    const [commonest] = [...this.#first.values()].sort((a, b) => b.count - a.count);
    throw new HeliographError('invalid_input', tooMany(this.#count, messages, this.#shard, commonest?.message));
  }

  async #write(): Promise<void> {
    if (this.#lines.length === 0) return;
    const { plantId, day, runId, shard } = this.#shard;
    const bytes = Buffer.from(this.#lines.join(''));
    await this.#store.put(quarantineKey(plantId, day, runId, shard.partition, this.#files++), bytes);
    this.#lines = [];
    this.#characters = 0;
  }
}

function tooMany(count: number, messages: number, shard: IngestShard, example?: QuarantinedMessage): string {
  const where = nameOf(shard.shard.offsets);
  const commonest = example
    ? `; offset ${example.offset}: ${example.detail} (${ADVICE[example.reason] ?? OTHER_ADVICE})`
    : '';
  const see = `npm run quarantine -- --run ${shard.runId} shows them`;
  return `more than 1 % of ${messages} messages of ${where} are no readings (${count} until it stopped)${commonest}; ${see}`;
}

function nameOf(offsets: OffsetRange | null): string {
  return offsets ? `${offsets.topic} partition ${offsets.partition}` : 'a file';
}
