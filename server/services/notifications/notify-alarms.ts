import { isDue, quietHoursOf, type TellingRules, tellingOf } from '#domain/alarm-telling.ts';
import type { ToldAlarm } from '#domain/notification.ts';
import { plantDayOf } from '#domain/plant-day.ts';
import type { SystemContext } from '#server/services/context.ts';
import { consoleLink } from '#server/services/notifications/console-link.ts';
import { type Delivery, sendNotification } from '#server/services/notifications/send-notification.ts';
import { type AlarmRow, claimAlarms, listUntoldAlarms, markAlarmsTold } from '#server/stores/alarms.ts';
import { getPlantRow } from '#server/stores/plants.ts';

/** Longer than telling on all channels takes with its retries: who claimed to tell and died is replaced after it. */
const LEASE_SECONDS = 600;

/** Tells of a plant's alarms and of those that were wrong, in one message, as the settings say; each once, however many workers look. */
export async function notifyAlarms(context: SystemContext, plantId: string): Promise<Delivery[]> {
  const { db, settings, now } = context;
  const waiting = await listUntoldAlarms(db, plantId);
  if (waiting.length === 0) return [];
  const { id, name, utcOffsetMinutes } = await getPlantRow(db, plantId);
  const rules: TellingRules = {
    conditions: settings.NOTIFY_ALARM_CONDITIONS ?? null,
    leastKwh: settings.NOTIFY_ALARM_LEAST_KWH,
    digestMinutes: settings.NOTIFY_ALARM_DIGEST_MINUTES,
    quietHours: quietHoursOf(settings.NOTIFY_QUIET_HOURS),
  };
  const nowMs = now().getTime();
  const hour = new Date(nowMs + utcOffsetMinutes * 60_000).getUTCHours();
  const alarms = waiting.map((row) => ({ ...row, isTold: row.toldAt !== null }));
  const byTelling = Map.groupBy(alarms, (alarm) => tellingOf(alarm, rules, hour));
  const unsaid = (byTelling.get('leave') ?? []).map((alarm) => alarm.id);
  if (unsaid.length > 0) await markAlarmsTold(db, { raised: [], withdrawn: [], unsaid });
  const telling = byTelling.get('tell') ?? [];
  if (telling.length === 0 || !isDue(telling, rules, nowMs)) return [];
  const mine = new Set(
    await claimAlarms(
      db,
      telling.map((alarm) => alarm.id),
      LEASE_SECONDS,
    ),
  );
  const claimed = telling.filter((alarm) => mine.has(alarm.id));
  if (claimed.length === 0) return [];
  const raised = claimed.filter(({ isTold }) => !isTold);
  const withdrawn = claimed.filter(({ isTold }) => isTold);
  const deliveries = await sendNotification(context, {
    kind: 'alarms',
    plant: { id, name, utcOffsetMinutes },
    day: plantDayOf(claimed[0]?.raisedAt.getTime() ?? nowMs, utcOffsetMinutes),
    raised: raised.map(toldOf),
    withdrawn: withdrawn.map(toldOf),
    link: consoleLink(settings, id, '/faults'),
  });
  const idsOf = (rows: readonly AlarmRow[]) => rows.map((row) => row.id);
  await markAlarmsTold(db, { raised: idsOf(raised), withdrawn: idsOf(withdrawn), unsaid: [] });
  return deliveries;
}

function toldOf({ id, deviceId, condition, raisedAt, onsetAt, confidence, lossKwh }: AlarmRow): ToldAlarm {
  const at = { raisedAt: raisedAt.toISOString(), onsetAt: onsetAt?.toISOString() ?? null };
  return { id, deviceId, condition, ...at, confidence, lossKwh };
}
