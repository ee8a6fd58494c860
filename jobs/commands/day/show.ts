import { ingestedReadings, readMessages, type ShardCounts } from '#domain/reading-counts.ts';
import type { RerunPreview } from '#domain/rerun-preview.ts';
import type { StageName } from '#domain/run.ts';
import type { RunDetail } from '#domain/views.ts';

/** What each stage took: seconds, and the peak of resident memory while it ran. */
export function stageTable({ stages }: RunDetail, peakBytes: (stage: StageName) => number | null): string {
  const lines = stages.map(({ name, startedAt, endedAt }) => {
    const seconds = startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : 0;
    const peak = peakBytes(name);
    const memory = peak === null ? '-' : `${Math.round(peak / 2 ** 20)} MiB`;
    return `${name.padEnd(8)} ${seconds.toFixed(1).padStart(8)} s ${memory.padStart(10)}`;
  });
  return ['stage        time   peak memory', ...lines].join('\n');
}

/** Every message that was read, by what became of it. */
export function whereMessagesWent(counts: ShardCounts): string {
  const { duplicates, outsideDay, unregistered, quarantined } = counts;
  const parts = [
    `${ingestedReadings(counts)} ingested`,
    `${duplicates} duplicates`,
    `${outsideDay} out of day`,
    `${unregistered} of unregistered devices`,
    `${quarantined} quarantined`,
  ];
  return `${readMessages(counts)} messages read: ${parts.join(', ')}`;
}

/** What a run of a day would do and replace, in two or three lines. */
export function previewText(preview: RerunPreview): string {
  const { day, fromStage, modelVersion, partitions, silverOf, replaces, waitsFor } = preview;
  const silver = silverOf ? ` on the silver of run ${silverOf}` : '';
  const lines = [
    `${day}: from ${fromStage}${silver}, ${partitions.length} shards (partitions ${partitions.join(', ')})`,
  ];
  lines.push(
    replaces
      ? `  model ${modelVersion}; replaces the result of run ${replaces.runId} (model ${replaces.modelVersion})`
      : `  model ${modelVersion}; the day has no result yet`,
  );
  if (waitsFor) lines.push(`  not now: run ${waitsFor} of this day is queued or running`);
  return lines.join('\n');
}
