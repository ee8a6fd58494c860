import process from 'node:process';
import { progressBar } from '#jobs/process/progress.ts';
import type { Published } from './publish.ts';
import type { ReadingSource } from './reading-source.ts';

/** How often there is a line about a source without a known end. */
const LINE_EVERY_MS = 5000;

/** Tells how far a source is, how much is published and how fast. */
export function publishProgress({ progress }: ReadingSource): {
  update: (published: Published) => void;
  stop: () => void;
} {
  const bar = progressBar('publish');
  const startMs = performance.now();
  let reportedMs = startMs;
  return {
    update: ({ readings, refused }) => {
      const nowMs = performance.now();
      const rate = Math.round((readings * 1000) / (nowMs - startMs));
      const note = `${readings} readings, ${rate}/s${refused > 0 ? `, ${refused} refused` : ''}`;
      if (progress) {
        const { done, total } = progress();
        bar.update(done, total, note);
      } else if (nowMs - reportedMs >= LINE_EVERY_MS) {
        reportedMs = nowMs;
        process.stderr.write(`publish ${note}\n`);
      }
    },
    stop: bar.stop,
  };
}
