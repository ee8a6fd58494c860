import type { PlantOverview } from '#domain/plant-overview.ts';

/** The plants by what they lose, then by what is open, then by how long nothing came of them; else as they were. */
export function worstFirst(plants: readonly PlantOverview[]): PlantOverview[] {
  return [...plants].sort(
    (one, other) =>
      (other.lossPerDayKwh ?? 0) - (one.lossPerDayKwh ?? 0) ||
      other.openFaults - one.openFaults ||
      behind(other) - behind(one),
  );
}

const behind = ({ newest }: PlantOverview) => newest?.daysBehind ?? Number.MAX_SAFE_INTEGER;
