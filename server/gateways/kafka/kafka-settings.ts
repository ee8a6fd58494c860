import './patch-kafkajs.ts';
import { readFileSync } from 'node:fs';
import { generateAuthToken } from 'aws-msk-iam-sasl-signer-js';
import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { logLevel } from 'kafkajs';
import { readSettings, type Settings } from '#server/env.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

/** Where Kafka is and what is read there. */
export interface KafkaSettings {
  servers: string[];
  topics: string[];
  client: KafkaConfig;
}

const CONNECTION_TIMEOUT_MS = 3000;
const REQUEST_TIMEOUT_MS = 15_000;
// Whoever calls decides how long to go on trying: see kafka-errors.ts.
const FEW_RETRIES = { retries: 2, initialRetryTime: 200, maxRetryTime: 1000 };

/** Kafka by the settings; null when there is no KAFKA_SERVERS. Throws `invalid_input` that names what does not fit. */
export function kafkaSettings(settings: Settings = readSettings()): KafkaSettings | null {
  const { KAFKA_SERVERS: servers, KAFKA_TOPICS: topics, KAFKA_SECURITY_PROTOCOL: protocol } = settings;
  if (!servers) return null;
  const sasl = protocol.startsWith('SASL') ? saslOptions(settings) : undefined;
  const client: KafkaConfig = {
    clientId: 'heliograph',
    brokers: servers,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    authenticationTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: FEW_RETRIES,
    logLevel: logLevel.NOTHING,
    ...(protocol.endsWith('SSL') ? { ssl: tlsOptions(settings) } : {}),
    ...(sasl ? { sasl } : {}),
  };
  return { servers, topics: [...topics], client };
}

function tlsOptions({ KAFKA_SSL_CA: file }: Settings): true | { ca: string } {
  if (file === undefined) return true;
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new HeliographError('invalid_input', `KAFKA_SSL_CA cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function saslOptions(settings: Settings): SASLOptions {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = settings;
  if (mechanism === 'AWS_MSK_IAM') {
    const region = settings.AWS_REGION;
    if (!region) throw new HeliographError('invalid_input', 'AWS_MSK_IAM needs AWS_REGION, the region of the cluster');
    return {
      mechanism: 'oauthbearer',
      oauthBearerProvider: async () => ({ value: (await generateAuthToken({ region })).token }),
    };
  }
  if (!username || !password) {
    const needs = 'needs KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD';
    throw new HeliographError('invalid_input', `KAFKA_SASL_MECHANISM ${mechanism} ${needs}`);
  }
  const name = { PLAIN: 'plain', 'SCRAM-SHA-256': 'scram-sha-256', 'SCRAM-SHA-512': 'scram-sha-512' } as const;
  return { mechanism: name[mechanism], username, password };
}
