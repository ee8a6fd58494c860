import { HeliographError, messageOf } from '#server/errors.ts';

/** What is known of a failure of kafkajs; it wraps the first cause once its retries are used up. */
interface KafkaFailure {
  name: string;
  type?: string;
  retriable?: boolean;
}

/** Kafka's words for a leader that has moved, or a broker that is just starting or stopping. */
const PASSING = new Set([
  'NOT_LEADER_FOR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'REPLICA_NOT_AVAILABLE',
  'UNKNOWN_LEADER_EPOCH',
  'FENCED_LEADER_EPOCH',
  'KAFKA_STORAGE_ERROR',
  'OFFSET_NOT_AVAILABLE',
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'REQUEST_TIMED_OUT',
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
]);

const PASSING_NAMES = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSLockTimeout',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSTopicMetadataNotLoaded',
  'KafkaJSMetadataNotLoaded',
]);

/** True when asking again later, on a new connection, may help. */
export function isPassing(error: unknown): boolean {
  const { name, type } = causeOf(error);
  return type === undefined ? PASSING_NAMES.has(name) : PASSING.has(type);
}

/** Any failure of Kafka in one line that says what to do. `what` is what was being read. */
export function kafkaError(error: unknown, what: { servers: readonly string[]; topic?: string }): HeliographError {
  if (error instanceof HeliographError) return error;
  const servers = what.servers.join(', ');
  const { name, type } = causeOf(error);
  const failure = (code: 'kafka' | 'invalid_input' | 'not_found' | 'forbidden', message: string) =>
    new HeliographError(code, message, { cause: error });
  if (type === 'UNKNOWN_TOPIC_OR_PARTITION' || type === 'INVALID_TOPIC_EXCEPTION') {
    return failure(
      'not_found',
      `Kafka at ${servers} has no topic ${what.topic}: set KAFKA_TOPICS, or create the topic`,
    );
  }
  if (type?.endsWith('AUTHORIZATION_FAILED')) {
    const rights = 'READ and DESCRIBE to run days, WRITE and DESCRIBE to publish';
    return failure('forbidden', `Kafka at ${servers} does not let us use ${what.topic}: ask for ${rights}`);
  }
  if (name === 'KafkaJSSASLAuthenticationError' || type === 'SASL_AUTHENTICATION_FAILED') {
    const settings = 'KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD';
    return failure('forbidden', `Kafka at ${servers} refuses our credentials: check ${settings}`);
  }
  if (isPassing(error)) {
    const check = 'check KAFKA_SERVERS, KAFKA_SECURITY_PROTOCOL and that the broker runs';
    return failure('kafka', `Kafka at ${servers} does not answer (${messageOf(error)}): ${check}`);
  }
  return failure('kafka', `Kafka at ${servers}: ${messageOf(error)}`);
}

function causeOf(error: unknown): KafkaFailure {
  if (!(error instanceof Error)) return { name: typeof error };
  if (error.name === 'KafkaJSNumberOfRetriesExceeded' && error.cause instanceof Error) return causeOf(error.cause);
  return error as KafkaFailure;
}
