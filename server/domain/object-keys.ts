import { isPlantDay } from '#domain/plant-day.ts';

// Every key in the object store is built here. A run writes below its own id, so a re-run never touches what is shown.

/** The buckets: series and images, verdicts, logs of runs, trained networks. */
export const BUCKETS = ['silver', 'gold', 'log', 'bootstrap'] as const;

export type Bucket = (typeof BUCKETS)[number];

const RUN_KEY = /^plant=([^/]+)\/day=(\d{4}-\d{2}-\d{2})\/run=([^/]+)\//;

/** Everything of a plant, in silver, gold and log. */
export const plantPrefix = (plantId: string) => `plant=${plantId}`;

/** In `gold`, of a plant: nothing anybody needs. Asking for it, or writing it again, shows how the store answers. */
export const probeKey = (plantId: string) => `${plantPrefix(plantId)}/probe`;

/** Everything of a run, in silver, gold and log. */
export const runPrefix = (plantId: string, day: string, runId: string) => `plant=${plantId}/day=${day}/run=${runId}`;

/** Whose an object is, by its key; null for one that is no run's. */
export function runOfKey(key: string): { plantId: string; day: string; runId: string } | null {
  const [, plantId, day, runId] = RUN_KEY.exec(key) ?? [];
  return plantId && day && runId && isPlantDay(day) ? { plantId, day, runId } : null;
}

const number = (value: number) => String(value).padStart(3, '0');

/** In `silver`. Each claim of a shard writes beside those before it: what comes late overwrites nothing. */
export function silverShardKey(plantId: string, day: string, runId: string, partition: number, fence: number): string {
  return `${runPrefix(plantId, day, runId)}/shard-${number(partition)}-${fence}.parquet`;
}

/** In `silver`: how the arrays of a shard did against their nameplates, counted, for the neighbours' reference. */
export function sketchShardKey(plantId: string, day: string, runId: string, partition: number, fence: number): string {
  return `${runPrefix(plantId, day, runId)}/sketch-${number(partition)}-${fence}.bin`;
}

/** In `silver`: the images of a shard's arrays as the run's network saw them. */
export function scalogramsShardKey(
  plantId: string,
  day: string,
  runId: string,
  partition: number,
  fence: number,
): string {
  return `${runPrefix(plantId, day, runId)}/scalograms-${number(partition)}-${fence}.parquet`;
}

/** In `gold`. */
export function goldShardKey(plantId: string, day: string, runId: string, partition: number, fence: number): string {
  return `${runPrefix(plantId, day, runId)}/shard-${number(partition)}-${fence}.parquet`;
}

/** In `gold`: the whole day's verdicts in one file, what operators download. */
export function goldDayKey(plantId: string, day: string, runId: string, fence: number): string {
  return `${runPrefix(plantId, day, runId)}/verdicts-${fence}.parquet`;
}

/** In `gold`: what the run wrote, itself written last; a run without it has no result. */
export function manifestKey(plantId: string, day: string, runId: string): string {
  return `${runPrefix(plantId, day, runId)}/manifest.json`;
}

/** In `log`. */
export function runLogKey(plantId: string, day: string, runId: string): string {
  return `${runPrefix(plantId, day, runId)}/run.ndjson`;
}

// The bootstrap store: what a run needs before it begins.

export const MODELS_PREFIX = 'models';

export function modelFileKey(version: string, file: string): string {
  return `${MODELS_PREFIX}/${version}/${file}`;
}

/** Names the model in use; without it the bundled one is. */
export const MODEL_POINTER_KEY = `${MODELS_PREFIX}/current.json`;

/** In `log`: messages of a run that are no readings. */
export function quarantinePrefix(plantId: string, day: string, runId: string): string {
  return `${runPrefix(plantId, day, runId)}/quarantine`;
}

/** One of the files that a shard's quarantine is kept in, as NDJSON. */
export function quarantineKey(plantId: string, day: string, runId: string, partition: number, part: number): string {
  return `${quarantinePrefix(plantId, day, runId)}/shard-${number(partition)}-${number(part)}.ndjson`;
}

// The day that is not over. What is here of it serves until the nightly run has the day.

/** Everything live of a plant day, in silver and gold. */
export const livePrefix = (plantId: string, day: string) => `${plantPrefix(plantId)}/live/day=${day}`;

interface LivePlace {
  plantId: string;
  day: string;
  /** Slot of the day at which the window ends. */
  endSlot: number;
  topic: string;
  partition: number;
}

const livePart = ({ plantId, day, endSlot, topic, partition }: LivePlace) =>
  `${livePrefix(plantId, day)}/until=${String(endSlot).padStart(4, '0')}/${topic}-${number(partition)}`;

/** In `silver`: what a window adds to a partition's day. */
export const liveWindowKey = (place: LivePlace) => `${livePart(place)}.window`;

/** In `silver`: how the partition's arrays did so far against their nameplates, and the light they saw. */
export const liveSketchKey = (place: LivePlace) => `${livePart(place)}.sketch`;
export const liveLightKey = (sketchKey: string) => `${sketchKey}.light`;

/** In `gold`: the provisional verdicts of a window's arrays, and when the faults began that they name. */
export const liveGoldKey = (place: LivePlace) => `${livePart(place)}.parquet`;
export const liveOnsetsKey = (goldKey: string) => `${goldKey}.onsets.json`;
