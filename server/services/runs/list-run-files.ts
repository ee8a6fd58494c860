import { z } from 'zod';
import type { StoredFile } from '#domain/manifest.ts';
import { runOfKey } from '#domain/object-keys.ts';
import type { RunFiles } from '#domain/run-files.ts';
import { requireAction } from '#server/auth/principal.ts';
import { findManifest } from '#server/gateways/manifest/manifest-file.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { getOwnRun } from '#server/services/runs/get-own-run.ts';
import { type Database, dayOfDate } from '#server/stores/database.ts';
import { hasRemoval } from '#server/stores/removals.ts';

const inputSchema = z.object({ runId: z.uuid('not the id of a run') });

/** The files a run wrote, with their sizes and digests as its manifest has them. */
export async function listRunFiles(context: ServiceContext, input: z.input<typeof inputSchema>): Promise<RunFiles> {
  requireAction(context.principal, 'runs.read');
  const { runId } = parseInput(inputSchema, input);
  const { plantId, day } = await getOwnRun(context, runId);
  const manifest = await findManifest({ plantId, day: dayOfDate(day), runId });
  if (!manifest) return { committed: false, files: [] };
  return { committed: true, files: await withRetention(context.db, manifest.files) };
}

/** Silver of a run that began with predict is another run's, and goes with that one's. */
async function withRetention(db: Database, files: readonly StoredFile[]): Promise<RunFiles['files']> {
  const removed = new Map<string, boolean>();
  const result: RunFiles['files'] = [];
  for (const file of files) {
    const owner = runOfKey(file.key)?.runId;
    const place = `${file.bucket} ${owner}`;
    const isRemoved = removed.get(place) ?? (owner !== undefined && (await hasRemoval(db, owner, file.bucket)));
    removed.set(place, isRemoved);
    result.push({ ...file, kept: !isRemoved });
  }
  return result;
}
