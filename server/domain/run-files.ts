import { z } from 'zod';
import { storedFileSchema } from '#domain/manifest.ts';

/** What a run wrote, by its manifest. */
export const runFilesSchema = z.object({
  /** False when there is no manifest: the run has not published, or a release before manifests did. */
  committed: z.boolean(),
  files: z.array(
    storedFileSchema.extend({
      /** False once housekeeping has taken it. */
      kept: z.boolean(),
    }),
  ),
});

export type RunFiles = z.infer<typeof runFilesSchema>;
