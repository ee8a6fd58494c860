import { dataPath } from '#server/env.ts';
import { AvroFileSource } from '#server/gateways/readings/avro-file-source.ts';
import type { ReadingsSource } from '#server/gateways/readings/readings-source.ts';

/** Folder of the SCADA files. */
export const scadaRoot = () => dataPath('scada');

/** The readings of the settings: Avro files below the data folder. */
export function openReadingsSource(plantId: string): ReadingsSource {
  return new AvroFileSource(scadaRoot(), plantId);
}
