import { messageOf } from '#server/errors.ts';
import { DecodeFailure } from './decode-failure.ts';
import type { RegisteredSchema, SchemaRegistry } from './schema-registry.ts';
import { planWriter, type WriterPlan } from './writer-schema.ts';

/** Before a framed reading: the byte 0 and the schema's id in four bytes, big endian. */
export const FRAME_BYTES = 5;

const MAGIC_BYTE = 0;

export function writeFrame(target: Buffer, schemaId: number): void {
  target[0] = MAGIC_BYTE;
  target.writeInt32BE(schemaId, 1);
}

/** The schema id of a framed message, bytes [start, end), or undefined when it has no frame. */
export function schemaIdOf(bytes: Buffer, start: number, end: number): number | undefined {
  return end - start >= FRAME_BYTES && bytes[start] === MAGIC_BYTE ? bytes.readInt32BE(start + 1) : undefined;
}

/** Plans of the writers' schemas by their ids in a registry. */
export class WriterPlans {
  readonly #registry: SchemaRegistry;
  readonly #plans = new Map<number, WriterPlan | DecodeFailure>();

  constructor(registry: SchemaRegistry) {
    this.#registry = registry;
  }

  has(id: number): boolean {
    return this.#plans.has(id);
  }

  /** Asks the registry for a schema. */
  async learn(id: number): Promise<void> {
    this.#plans.set(id, planOf(id, await this.#registry.schemaOf(id)));
  }

  /** The plan of a learnt id; throws the DecodeFailure that its messages deserve. */
  get(id: number): WriterPlan {
    const plan = this.#plans.get(id);
    if (!plan) throw new Error(`schema ${id} was not learnt before its message was decoded`);
    if (plan instanceof DecodeFailure) throw plan;
    return plan;
  }
}

function planOf(id: number, registered: RegisteredSchema | null): WriterPlan | DecodeFailure {
  if (!registered) return new DecodeFailure('unknown_schema', `the registry has no schema ${id}`);
  const { schema, schemaType, references } = registered;
  if (schemaType !== 'AVRO') return new DecodeFailure('incompatible_schema', `schema ${id} is ${schemaType}, not Avro`);
  if (references.length > 0) {
    return new DecodeFailure('incompatible_schema', `schema ${id} refers to other schemas, which is not supported`);
  }
  try {
    return planWriter(JSON.parse(schema));
  } catch (error) {
    return new DecodeFailure('incompatible_schema', `schema ${id}: ${messageOf(error)}`);
  }
}
