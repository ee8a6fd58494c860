import { readFileSync } from 'node:fs';
import avro from 'avsc';

/** The reading as Avro: the schema file beside this one is the contract with SCADA systems. */
export const READING_SCHEMA = JSON.parse(readFileSync(new URL('./reading.avsc', import.meta.url), 'utf8'));

export const READING_TYPE = avro.Type.forSchema(READING_SCHEMA);

/** A reading as it is encoded. */
export interface ReadingRecord {
  deviceId: string;
  /** Epoch milliseconds. */
  timestamp: number;
  voltage: number;
  current: number;
  temperature: number;
  irradiance: number;
}
