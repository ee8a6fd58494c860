import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#server/errors.ts';
import { log } from '#server/log.ts';
import type { SystemContext } from '#server/services/context.ts';
import { notifyAlarms } from '#server/services/notifications/notify-alarms.ts';
import { getPlantRow } from '#server/stores/plants.ts';
import { repeated } from './repeated.ts';
import { type Live, runLive } from './run-live.ts';

const AGAIN_AFTER_MS = 10_000;
const LOOK_EVERY_MS = 60_000;
const TELL_EVERY_MS = 10_000;

/**
 * Keeps a plant's live windows going: while Kafka or the database is away it tries again, and when arrays have come or gone it
 * begins anew from its snapshots; and tells of alarms. `stop` ends it.
 */
export function keepLive(services: SystemContext, plantId: string): { stop: () => Promise<void> } {
  const control = new AbortController();
  const { signal } = control;
  const pause = (ms: number, until: AbortSignal = signal) =>
    delay(ms, undefined, { signal: AbortSignal.any([signal, until]) }).catch(() => undefined);
  const once = async () => {
    let live: Live | null = null;
    try {
      const { layoutVersion } = await getPlantRow(services.db, plantId);
      live = await runLive(services, plantId);
      if (live) log.info({ plantId, window: services.settings.HELIOGRAPH_LIVE }, 'live windows run');
      let version = layoutVersion;
      while (!signal.aborted && !live?.crashed.aborted && version === layoutVersion) {
        await pause(LOOK_EVERY_MS, live?.crashed);
        version = await getPlantRow(services.db, plantId).then(
          (plant) => plant.layoutVersion,
          () => version,
        );
      }
      if (live?.crashed.aborted) await pause(AGAIN_AFTER_MS);
    } catch (error) {
      log.warn({ plantId, error: messageOf(error) }, 'live windows failed');
      await pause(AGAIN_AFTER_MS);
    } finally {
      await live
        ?.stop()
        .catch((error: unknown) => log.warn({ plantId, error: messageOf(error) }, 'live windows not ended'));
    }
  };
  const telling = repeated(TELL_EVERY_MS, async () => void (await notifyAlarms(services, plantId)));
  const ended = (async () => {
    while (!signal.aborted) await once();
  })();
  return {
    stop: async () => {
      control.abort();
      await telling.stop();
      await ended;
    },
  };
}
