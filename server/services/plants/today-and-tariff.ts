import { plantDayOf } from '#domain/plant-day.ts';
import { parseTariff, type Tariff } from '#domain/tariff.ts';
import type { ServiceContext } from '#server/services/context.ts';

/** Today by the plant's own calendar. */
export function todayOf({ plant, now }: Pick<ServiceContext, 'plant' | 'now'>): string {
  return plantDayOf(now().getTime(), plant.utcOffsetMinutes);
}

/** What a kWh is worth at the plant; null when nobody has said. */
export function tariffOf({ plant, settings }: Pick<ServiceContext, 'plant' | 'settings'>): Tariff | null {
  const tariff = plant.settings.tariff ?? settings.HELIOGRAPH_TARIFF;
  return tariff === undefined ? null : parseTariff(tariff);
}
