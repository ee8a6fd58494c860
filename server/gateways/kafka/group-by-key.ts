import type { Message } from 'kafkajs';

type Grouped = Record<string, Message[]>;
type Reducer = (groups: Grouped, message: Message) => Grouped;

/**
 * Messages for kafkajs that it can group by partition in linear time. Its own way, `messages.reduce`, copies a partition's
 * list for every message and hashes every key; these answer it with one hash a key and lists that grow.
 */
export function groupableMessages(messages: Message[]): Message[] {
  const reduce = (reducer: Reducer): Grouped => {
    const groups: Grouped = {};
    const groupOfKey = new Map<Message['key'], Message[]>();
    for (const message of messages) {
      let group = groupOfKey.get(message.key);
      if (!group) {
        const [partition = '0'] = Object.keys(reducer({}, message));
        group = groups[partition] ??= [];
        groupOfKey.set(message.key, group);
      }
      group.push(message);
    }
    return groups;
  };
  return Object.defineProperty(messages, 'reduce', { value: reduce });
}
