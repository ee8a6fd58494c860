import kafkajs, { type Admin, Kafka } from 'kafkajs';
import { kafkaError } from './kafka-errors.ts';
import type { KafkaSettings } from './kafka-settings.ts';

/** Whose time a topic's messages carry, and what it must be for a day to be found: the reading's own. */
export const TIMESTAMP_TYPE = 'message.timestamp.type';
export const OWN_TIME = 'CreateTime';
const BROKERS_TIME = 'LogAppendTime';

/** True when the broker stamps a topic's messages as they arrive; false too when we may not ask how it is set. */
export async function isStampedByBroker(admin: Admin, topic: string): Promise<boolean> {
  const type = kafkajs.ConfigResourceTypes.TOPIC;
  try {
    const resources = [{ type, name: topic, configNames: [TIMESTAMP_TYPE] }];
    const answer = await admin.describeConfigs({ resources, includeSynonyms: false });
    const entries = answer.resources.flatMap(({ configEntries }) => configEntries);
    return entries.some(({ configName, configValue }) => configName === TIMESTAMP_TYPE && configValue === BROKERS_TIME);
  } catch (error) {
    if (error instanceof Error && 'type' in error && String(error.type).endsWith('AUTHORIZATION_FAILED')) return false;
    throw error;
  }
}

/** Those of the settings' topics that the broker stamps. */
export async function topicsStampedByBroker({ client, topics, servers }: KafkaSettings): Promise<string[]> {
  const admin = new Kafka(client).admin();
  const stamped: string[] = [];
  try {
    await admin.connect();
    for (const topic of topics) if (await isStampedByBroker(admin, topic)) stamped.push(topic);
    return stamped;
  } catch (error) {
    throw kafkaError(error, { servers });
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** Why a day cannot be found in a topic, and what to do, in words for the reader. */
export const whyStampedIsWrong = (topic: string) =>
  `the broker stamps the messages of ${topic} as they arrive (${TIMESTAMP_TYPE}=${BROKERS_TIME}), and a day is found by its ` +
  `readings' own time: set ${TIMESTAMP_TYPE}=${OWN_TIME} for the topic and publish the day again`;
