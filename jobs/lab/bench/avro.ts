import { createRandom } from '#models/photovoltaic/random.ts';
import { READING_SCHEMA, READING_TYPE, type ReadingRecord } from '#server/gateways/readings/avro-schema.ts';
import { DeviceIds } from '#server/gateways/readings/device-ids.ts';
import { decodeEvolvedReading } from '#server/gateways/readings/evolved-reading.ts';
import { decodePlainReading } from '#server/gateways/readings/plain-reading.ts';
import { ReadingBatchBuilder } from '#server/gateways/readings/reading-batch-builder.ts';
import { planWriter } from '#server/gateways/readings/writer-schema.ts';
import { median, millisecondsOf } from './clock.ts';

const MESSAGES = 500_000;
const ARRAYS = 500;
const BATCH_READINGS = 8192;

type Decode = (value: Buffer, batch: ReadingBatchBuilder) => void;

const print = (line = '') => process.stdout.write(`${line}\n`);

/** Prints how many readings a second each decoder takes from messages into columns, turn by turn in one run. */
export function benchAvro(rounds: number, signal: AbortSignal): void {
  const values = messages();
  const contestants = Object.entries(decoders());
  const turns = contestants.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, [, decode]] of contestants.entries()) {
      signal.throwIfAborted();
      const milliseconds = millisecondsOf(() => decodeAll(values, decode));
      // The turn before the first is for the compilers.
      if (round >= 0) turns[index]?.push(milliseconds);
    }
  }
  print(`${MESSAGES} readings of ${ARRAYS} arrays into columns, ${rounds} turns each, million readings/s`);
  print(`${' '.repeat(44)}${['median', 'best', 'times avsc'].map((head) => head.padStart(12)).join('')}`);
  for (const [index, [name]] of contestants.entries()) {
    const own = turns[index] ?? [];
    const ratios = own.map((milliseconds, round) => (turns[0]?.[round] ?? Number.NaN) / milliseconds);
    const columns = [MESSAGES / median(own) / 1000, MESSAGES / Math.min(...own) / 1000, median(ratios)];
    print(`  ${name.padEnd(42)}${columns.map((column) => column.toFixed(2).padStart(12)).join('')}`);
  }
}

function decoders(): Record<string, Decode> {
  const plan = planWriter(READING_SCHEMA);
  const deviceIds = new DeviceIds();
  const rules = { deviceIds, utcOffsetMinutes: 0 };
  return {
    'avsc, then added to the columns': (value, batch) => batch.add(READING_TYPE.fromBuffer(value) as ReadingRecord),
    'any schema, by its plan': (value, batch) => decodeEvolvedReading(value, 0, value.length, plan, rules, batch),
    'reading.avsc by hand, into the columns': (value, batch) => {
      if (!decodePlainReading(value, 0, value.length, deviceIds, batch))
        throw new Error('a good reading was not taken');
    },
  };
}

function decodeAll(values: readonly Buffer[], decode: Decode): void {
  const batch = new ReadingBatchBuilder(BATCH_READINGS);
  for (const value of values) {
    decode(value, batch);
    if (batch.full) batch.take();
  }
}

function messages(): Buffer[] {
  const random = createRandom('bench avro');
  return Array.from({ length: MESSAGES }, (_, index) =>
    READING_TYPE.toBuffer({
      deviceId: `DEMO${String(index % ARRAYS).padStart(6, '0')}`,
      timestamp: 1_760_000_000_000 + index * 37,
      voltage: random.uniform(0, 250),
      current: random.uniform(0, 30),
      temperature: random.uniform(-20, 80),
      irradiance: random.uniform(0, 1200),
    }),
  );
}
