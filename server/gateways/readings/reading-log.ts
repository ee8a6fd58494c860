import { HeliographError } from '#server/errors.ts';
import { openUnnamedFile, type UnnamedFile } from '#server/gateways/temporary/unnamed-file.ts';

/** One reading as it is kept: number of its day, its device and its file, how its time was written, and its values. */
export interface LoggedReading {
  day: number;
  device: number;
  file: number;
  written: number;
  timestampMs: number;
  voltage: number;
  current: number;
  temperature: number;
  irradiance: number;
  /** NaN where the file has none. */
  airTemperature: number;
}

/** day, device, file with how the time was written (three bits), time, four channels, the air's temperature. */
const RECORD_BYTES = 40;
/** So many readings are held in memory, 20 MiB; what is more goes into a file without a name. */
const HELD_READINGS = 1 << 19;
/** A run is read back in pieces of so many readings. */
const PIECE_READINGS = 2048;

/** A sorted stretch of the file: where each day of it begins and ends, counted in readings. */
type Run = Map<number, { begin: number; end: number }>;

interface PieceReader {
  read(position: number, length: number): Promise<Uint8Array>;
}

/**
 * Keeps any number of readings in bounded memory and gives them back day by day, in a day device by device, of a device in
 * the order they came: sorted stretches in a temporary file, merged when they are read.
 */
export class ReadingLog {
  #held = Buffer.alloc(0);
  #count = 0;
  #written = 0;
  #file: UnnamedFile | null = null;
  readonly #runs: { run: Run; from: PieceReader }[] = [];

  /** Takes a reading; where that fills the memory, a promise to wait for before the next one. */
  add(reading: LoggedReading): Promise<void> | null {
    if (this.#count * RECORD_BYTES === this.#held.length) this.#grow();
    writeRecord(this.#held, this.#count++ * RECORD_BYTES, reading);
    return this.#count === HELD_READINGS ? this.#spill() : null;
  }

  /** Ends the writing: from now on days are read. What never outgrew the memory stays there. */
  seal(): void {
    const { sorted, run } = sortedRun(this.#held, this.#count, 0);
    this.#held = Buffer.alloc(0);
    this.#runs.push({ run, from: { read: async (position, length) => sorted.subarray(position, position + length) } });
  }

  /** Numbers of the days that there are, ascending. */
  days(): number[] {
    return [...new Set(this.#runs.flatMap(({ run }) => [...run.keys()]))].sort((a, b) => a - b);
  }

  /** The readings of a day, by the numbers of their devices. */
  async *readingsOf(day: number): AsyncGenerator<LoggedReading> {
    const runs = this.#runs.flatMap(({ run, from }) => {
      const part = run.get(day);
      return part ? [new RunReader(from, part)] : [];
    });
    for (const run of runs) await run.next();
    for (;;) {
      // Runs are in the order of time: of the same device the earliest run comes first.
      let first: RunReader | undefined;
      for (const run of runs) {
        if (run.reading && (!first?.reading || run.reading.device < first.reading.device)) first = run;
      }
      if (!first?.reading) return;
      const { device } = first.reading;
      while (first.reading?.device === device) {
        yield first.reading;
        await first.next();
      }
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
  }

  #grow(): void {
    const larger = Buffer.alloc(Math.min(HELD_READINGS, Math.max(1024, this.#count * 2)) * RECORD_BYTES);
    this.#held.copy(larger);
    this.#held = larger;
  }

  async #spill(): Promise<void> {
    this.#file ??= await openUnnamedFile();
    const { sorted, run } = sortedRun(this.#held, this.#count, this.#written);
    await this.#file.write(sorted);
    this.#runs.push({ run, from: this.#file });
    this.#written += this.#count;
    this.#count = 0;
  }
}

/** The records by day and device, those of both in the order they came. */
function sortedRun(held: Buffer, count: number, written: number): { sorted: Buffer; run: Run } {
  const keyAt = (index: number) =>
    held.readUInt32LE(index * RECORD_BYTES) * 2 ** 32 + held.readUInt32LE(index * RECORD_BYTES + 4);
  // There are far fewer array-days than readings: only those are sorted, the readings are dealt out.
  const counts = new Map<number, number>();
  for (let i = 0; i < count; i++) counts.set(keyAt(i), (counts.get(keyAt(i)) ?? 0) + 1);
  const places = new Map<number, number>();
  const run: Run = new Map();
  let place = 0;
  for (const key of Float64Array.from(counts.keys()).sort()) {
    places.set(key, place);
    const day = Math.floor(key / 2 ** 32);
    const begin = run.get(day)?.begin ?? written + place;
    place += counts.get(key) ?? 0;
    run.set(day, { begin, end: written + place });
  }
  const sorted = Buffer.allocUnsafe(count * RECORD_BYTES);
  for (let i = 0; i < count; i++) {
    const to = places.get(keyAt(i)) ?? 0;
    places.set(keyAt(i), to + 1);
    held.copy(sorted, to * RECORD_BYTES, i * RECORD_BYTES, (i + 1) * RECORD_BYTES);
  }
  return { sorted, run };
}

/** Reads a stretch of the file, one reading after the other. */
class RunReader {
  reading: LoggedReading | null = null;
  readonly #file: PieceReader;
  readonly #end: number;
  #at: number;
  #piece: Buffer = Buffer.alloc(0);
  #pieceAt = 0;

  constructor(file: PieceReader, { begin, end }: { begin: number; end: number }) {
    this.#file = file;
    this.#at = begin;
    this.#end = end;
  }

  async next(): Promise<void> {
    if (this.#pieceAt === this.#piece.length) {
      const readings = Math.min(PIECE_READINGS, this.#end - this.#at);
      if (readings === 0) {
        this.reading = null;
        return;
      }
      const bytes = await this.#file.read(this.#at * RECORD_BYTES, readings * RECORD_BYTES);
      if (bytes.length < readings * RECORD_BYTES) throw new HeliographError('storage', 'a temporary file was cut off');
      this.#piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      this.#pieceAt = 0;
      this.#at += readings;
    }
    this.reading = readRecord(this.#piece, this.#pieceAt);
    this.#pieceAt += RECORD_BYTES;
  }
}

function writeRecord(bytes: Buffer, at: number, reading: LoggedReading): void {
  bytes.writeUInt32LE(reading.day, at);
  bytes.writeUInt32LE(reading.device, at + 4);
  bytes.writeUInt32LE(reading.file * 8 + reading.written, at + 8);
  bytes.writeDoubleLE(reading.timestampMs, at + 12);
  bytes.writeFloatLE(reading.voltage, at + 20);
  bytes.writeFloatLE(reading.current, at + 24);
  bytes.writeFloatLE(reading.temperature, at + 28);
  bytes.writeFloatLE(reading.irradiance, at + 32);
  bytes.writeFloatLE(reading.airTemperature, at + 36);
}

function readRecord(bytes: Buffer, at: number): LoggedReading {
  return {
    day: bytes.readUInt32LE(at),
    device: bytes.readUInt32LE(at + 4),
    file: bytes.readUInt32LE(at + 8) >>> 3,
    written: bytes.readUInt32LE(at + 8) & 7,
    timestampMs: bytes.readDoubleLE(at + 12),
    voltage: bytes.readFloatLE(at + 20),
    current: bytes.readFloatLE(at + 24),
    temperature: bytes.readFloatLE(at + 28),
    irradiance: bytes.readFloatLE(at + 32),
    airTemperature: bytes.readFloatLE(at + 36),
  };
}
