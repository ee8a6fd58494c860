import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHANNELS } from '#domain/channels.ts';
import { emptyCounts } from '#domain/reading-counts.ts';
import type { SilverRow } from '#domain/silver.ts';
import { emptySeries } from '#models/series/series-grid.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import { encodeSilver, readSilver } from '#server/gateways/parquet/silver-file.ts';
import { median, millisecondsOf, millisecondsOfAsync } from './clock.ts';

/** A plant of 10,000 arrays on 12 partitions. */
const ROWS = 833;
const KEY = 'silver.parquet';
const deviceIdOf = (row: number) => `BENCH${String(row).padStart(5, '0')}`;

/** Prints how long one array's series take out of a shard of many, footer and row group included. */
export async function benchParquet({ rounds }: { rounds: number }, signal: AbortSignal): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'heliograph-bench-'));
  try {
    const store = new LocalObjectStore(folder);
    const rows = Array.from({ length: ROWS }, (_, row) => noisyRow(row));
    let silver = new Uint8Array();
    const encodeMs = millisecondsOf(() => {
      silver = new Uint8Array(encodeSilver(rows, '2026-06-21'));
    });
    await store.put(KEY, silver);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted();
      const deviceId = deviceIdOf((round * 389) % ROWS);
      times.push(await millisecondsOfAsync(() => readSilver(store, KEY, deviceId)));
    }
    const size = `${(silver.length / 2 ** 20).toFixed(1)} MiB`;
    process.stdout.write(`silver of ${ROWS} arrays: ${size}, written in ${encodeMs.toFixed(0)} ms\n`);
    const figures = `median ${median(times).toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms`;
    process.stdout.write(`one array of it, ${rounds} turns: ${figures} (the first of them with a cold compiler)\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Noise in every bit: no real series is harder on the codec. */
function noisyRow(row: number): SilverRow {
  const series = emptySeries();
  for (const channel of CHANNELS) {
    series[channel].forEach((_, slot) => {
      series[channel][slot] = Math.random() * 1000;
    });
  }
  return { deviceId: deviceIdOf(row), series, counts: emptyCounts(), error: null };
}
