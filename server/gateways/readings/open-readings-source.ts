import { dataPath, readSettings } from '#server/env.ts';
import { kafkaSettings } from '#server/gateways/kafka/kafka-settings.ts';
import { AvroFileSource } from '#server/gateways/readings/avro-file-source.ts';
import { KafkaSource } from '#server/gateways/readings/kafka-source.ts';
import type { ReadingsSource } from '#server/gateways/readings/readings-source.ts';

/** Folder of the SCADA files. */
export const scadaRoot = () => dataPath('scada');

/**
 * The readings of the settings: Kafka when there is a KAFKA_SERVERS, else Avro files below the data folder.
 * @param topics the plant's own; default: KAFKA_TOPICS. What was found in them is read whatever they are
 */
export function openReadingsSource(plantId: string, topics?: readonly string[]): ReadingsSource {
  const settings = readSettings();
  const kafka = kafkaSettings(settings);
  if (kafka) return new KafkaSource({ ...kafka, ...(topics && { topics: [...topics] }) }, settings);
  return new AvroFileSource(scadaRoot(), plantId);
}
