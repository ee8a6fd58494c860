import type { FindingKind } from '#domain/commissioning.ts';
import type { SystemContext } from '#server/services/context.ts';
import { listFindingRows } from '#server/stores/commissioning.ts';

/** What makes voltage or current look wrong; a sensor of light or heat that is off moves all conditions alike, and little. */
const OF_VOLTAGE_OR_CURRENT: ReadonlySet<FindingKind> = new Set<FindingKind>([
  'units',
  'beyond_limits',
  'swapped_channels',
  'swapped_arrays',
  'nameplate_voltage',
  'nameplate_current',
]);
const PAGE = 1000;

/**
 * What commissioning found of a plant's arrays that nobody has decided yet, in a sentence, by deviceId. Left out is what is merely
 * possible, which must hide no fault, and what concerns the whole plant.
 */
export async function listDoubts({ db }: SystemContext, plantId: string): Promise<Map<string, string>> {
  const doubts = new Map<string, string>();
  let after: string | undefined;
  do {
    const rows = await listFindingRows(db, plantId, { states: ['open'], take: PAGE, after });
    for (const { finding } of rows) {
      if (!OF_VOLTAGE_OR_CURRENT.has(finding.kind) || finding.sureness === 'possible') continue;
      for (const deviceId of finding.deviceIds) doubts.set(deviceId, doubts.get(deviceId) ?? finding.text);
    }
    after = rows.length === PAGE ? rows.at(-1)?.id : undefined;
  } while (after !== undefined);
  return doubts;
}
