import avro from 'avsc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { READING_SCHEMA } from '#server/gateways/readings/avro-schema.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import { createReadingDecoder } from '#server/gateways/readings/reading-decoder.ts';
import { createReadingEncoder } from '#server/gateways/readings/reading-encoder.ts';
import { type RegistryServer, startRegistry } from './registry-server.ts';

const LOGIN = { user: 'heliograph', password: 'sun:rise' };
const READING = {
  deviceId: 'DEMO000001',
  timestamp: 1_782_000_000_123,
  voltage: 181.5,
  current: 8.25,
  temperature: -4.5,
  irradiance: 700,
};
let registry: RegistryServer;

beforeEach(async () => {
  registry = await startRegistry(LOGIN);
});
afterEach(() => registry.close());

const settings = (more = {}) => ({
  SCHEMA_REGISTRY_URL: registry.url,
  SCHEMA_REGISTRY_USER: LOGIN.user,
  SCHEMA_REGISTRY_PASSWORD: LOGIN.password,
  READINGS_SCHEMA: undefined,
  ...more,
});

/** What a decoder makes of framed messages. */
async function decoded(...values: Buffer[]) {
  const decoder = createReadingDecoder(settings());
  const batch = new ReadingBatchBuilder(values.length);
  for (const value of values) {
    const id = decoder.unlearntSchema(value, 0, value.length);
    if (id !== undefined) await decoder.learn(id);
    decoder.decodeInto(value, 0, value.length, batch);
  }
  return batch.take();
}

function framed(id: number, payload: Buffer): Buffer {
  const frame = Buffer.alloc(5);
  frame.writeInt32BE(id, 1);
  return Buffer.concat([frame, payload]);
}

describe('messages with a schema id of a registry', () => {
  it('come back as they were encoded, and the schema is asked for once', async () => {
    const encode = await createReadingEncoder(settings(), 'solar.data.segment.01');
    const values = Array.from({ length: 50 }, () => encode(READING));
    const { count, deviceIds, timestampsMs, voltage } = await decoded(...values);
    expect(count).toBe(50);
    expect([deviceIds[49], timestampsMs[49], voltage[49]]).toEqual(['DEMO000001', READING.timestamp, 181.5]);
    expect(registry.requests).toEqual(['POST /subjects/solar.data.segment.01-value/versions', 'GET /schemas/ids/1']);
  });

  it('may be of different schemas side by side', async () => {
    const newer = { ...READING_SCHEMA, fields: [{ name: 'site', type: 'string' }, ...READING_SCHEMA.fields] };
    const ids = [registry.add(READING_SCHEMA), registry.add(newer)] as const;
    const { voltage } = await decoded(
      framed(ids[0], avro.Type.forSchema(READING_SCHEMA).toBuffer(READING)),
      framed(ids[1], avro.Type.forSchema(newer).toBuffer({ ...READING, site: 'north', voltage: 99 })),
    );
    expect([...voltage]).toEqual([181.5, 99]);
  });

  it.each([
    ['of an id the registry has not', 'unknown_schema', 'no schema 7', () => framed(7, Buffer.alloc(33))],
    ['without a frame', 'not_framed', 'schema id', () => avro.Type.forSchema(READING_SCHEMA).toBuffer(READING)],
    [
      'of a schema that is not Avro',
      'incompatible_schema',
      'PROTOBUF',
      () => framed(registry.add('message Reading {}', { schemaType: 'PROTOBUF' }), Buffer.alloc(9)),
    ],
    [
      'of a schema of something else',
      'incompatible_schema',
      '"Invoice"',
      () => framed(registry.add({ type: 'record', name: 'Invoice', fields: [] }), Buffer.alloc(9)),
    ],
  ])('%s fail alone, with the reason', async (_, reason, message, value) => {
    await expect(decoded(value())).rejects.toMatchObject({ reason, message: expect.stringContaining(message) });
  });

  it('survive a registry that stumbles', async () => {
    const id = registry.add(READING_SCHEMA);
    registry.failNext(503, 500);
    const { count } = await decoded(framed(id, avro.Type.forSchema(READING_SCHEMA).toBuffer(READING)));
    expect(count).toBe(1);
  });

  it.each([
    [
      'a wrong password',
      { SCHEMA_REGISTRY_PASSWORD: 'moon' },
      'check SCHEMA_REGISTRY_USER and SCHEMA_REGISTRY_PASSWORD',
    ],
    ['nobody there', { SCHEMA_REGISTRY_URL: 'http://127.0.0.1:1' }, 'is SCHEMA_REGISTRY_URL right?'],
  ])('stop the program with one line on %s', async (_, wrong, message) => {
    const encoder = createReadingEncoder(settings(wrong), 'readings');
    await expect(encoder).rejects.toMatchObject({ code: 'registry', message: expect.stringContaining(message) });
    const decoder = createReadingDecoder(settings(wrong));
    await expect(decoder.learn(1)).rejects.toMatchObject({ code: 'registry' });
  });

  it('stop the program when a subject refuses our schema', async () => {
    registry.failNext(409);
    await expect(createReadingEncoder(settings(), 'readings')).rejects.toThrow('readings-value holds a schema');
  });
});
