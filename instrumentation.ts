import { closeDataFolder } from '#server/data-folder.ts';
import { readSettings } from '#server/env.ts';
import { openFrontDoor } from '#server/http/front-door.ts';
import { mendContentType } from '#server/http/mend-content-type.ts';
import { openSystem } from '#server/services/context.ts';
import { serveMetrics } from '#server/services/metrics/serve-metrics.ts';
import { loadParameters } from '#server/services/settings/load-parameters.ts';

/** Next awaits this before the console answers its first request. */
export async function register(): Promise<void> {
  mendContentType();
  await loadParameters();
  closeDataFolder();
  openFrontDoor();
  const { METRICS_PORT } = readSettings();
  if (METRICS_PORT !== undefined) await serveMetrics(openSystem(), METRICS_PORT);
}
