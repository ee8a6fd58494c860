import type { Admin, ITopicConfig } from 'kafkajs';
import { retry } from '#server/retry.ts';

/** The broker says so itself long before. */
const LEADERS_BUDGET_MS = 30_000;

/**
 * Creates a topic, and returns once each partition has a leader. kafkajs waits for leaders, too, but gives up where the broker that
 * it asks has not yet heard of the topic.
 */
export async function createTopic(admin: Admin, topic: ITopicConfig): Promise<void> {
  await admin.createTopics({ topics: [topic], waitForLeaders: false });
  await retry(() => admin.fetchTopicMetadata({ topics: [topic.topic] }), {
    firstPauseMs: 50,
    longestPauseMs: 500,
    budgetMs: LEADERS_BUDGET_MS,
  });
}
