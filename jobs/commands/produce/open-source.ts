import process from 'node:process';
import { plantDayOf, shiftPlantDay } from '#domain/plant-day.ts';
import { DEMO_UTC_OFFSET_MINUTES } from '#server/services/plants/register-demo-plant.ts';
import { openFileSource } from './file-source.ts';
import type { ProduceOptions } from './options.ts';
import { openPollSource } from './poll-source.ts';
import type { ReadingSource } from './reading-source.ts';
import { openSimulatedSource } from './simulated-source.ts';
import { openStreamSource } from './stream-source.ts';

/** The source that the options name. It may leave files behind, which `remove` takes away. */
export async function openSource(
  { source, replay, utcOffsetMinutes, map }: ProduceOptions,
  signal: AbortSignal,
): Promise<ReadingSource & { remove?: () => Promise<void> }> {
  const offset = utcOffsetMinutes ?? 0;
  switch (source.kind) {
    case 'files':
      return openFileSource(source.files, { inTime: replay !== null, utcOffsetMinutes: offset, map });
    case 'stdin':
      return openStreamSource(process.stdin, { kind: source.format, utcOffsetMinutes: offset, map, signal });
    case 'poll':
      return openPollSource({ ...source, utcOffsetMinutes: offset, map, signal });
    case 'simulate': {
      const plantOffset = utcOffsetMinutes ?? DEMO_UTC_OFFSET_MINUTES;
      const day = source.day ?? shiftPlantDay(plantDayOf(Date.now(), plantOffset), -1);
      return openSimulatedSource({ arrays: source.arrays, day, utcOffsetMinutes: plantOffset, signal });
    }
  }
}
