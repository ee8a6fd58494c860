import { closeDataFolder } from '#server/data-folder.ts';
import { readSettings } from '#server/env.ts';
import { patchContentType } from '#server/http/patch-content-type.ts';
import { guardRequests } from '#server/http/request-guard.ts';
import { openSystem } from '#server/services/context.ts';
import { serveMetrics } from '#server/services/metrics/serve-metrics.ts';
import { loadParameters } from '#server/services/settings/load-parameters.ts';

/** Next awaits this before the console answers its first request. */
export async function register(): Promise<void> {
  patchContentType();
  await loadParameters();
  closeDataFolder();
  guardRequests();
  const { METRICS_PORT } = readSettings();
  if (METRICS_PORT !== undefined) await serveMetrics(openSystem(), METRICS_PORT);
}
