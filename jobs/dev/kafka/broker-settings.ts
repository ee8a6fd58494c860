import path from 'node:path';

/** Ports of a broker on the loopback interface. */
export interface BrokerPorts {
  /** Without authentication. */
  plain: number;
  /** Of the controller, which nobody but the broker itself calls. */
  controller: number;
  /** With name and password: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512. */
  sasl: number;
  /** With TLS. */
  tls: number;
}

export interface BrokerOptions {
  /** Where its log and its metadata live. */
  folder: string;
  ports: BrokerPorts;
  /** Names and passwords; without them there is no such listener. */
  users?: Record<string, string>;
  /** PKCS12 key store of the TLS listener; without it there is none. */
  keyStore?: { file: string; password: string };
  /** Further properties, by Kafka's own names. */
  properties?: Record<string, string>;
}

const SASL_MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'];
const JAAS = 'org.apache.kafka.common.security';

/** The text of server.properties: one node that is broker and controller, replication factor 1, loopback only. */
export function brokerProperties(options: BrokerOptions): string {
  const { folder, ports, users, keyStore, properties } = options;
  const listeners = [
    ['PLAINTEXT', 'PLAINTEXT', ports.plain],
    ...(users ? [['SASL', 'SASL_PLAINTEXT', ports.sasl]] : []),
    ...(keyStore ? [['SSL', 'SSL', ports.tls]] : []),
  ];
  const address = ([name, , port]: (string | number)[]) => `${name}://127.0.0.1:${port}`;
  const settings: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: [...listeners.map(address), `CONTROLLER://127.0.0.1:${ports.controller}`].join(','),
    'advertised.listeners': listeners.map(address).join(','),
    'listener.security.protocol.map': [
      ...listeners.map(([name, protocol]) => `${name}:${protocol}`),
      'CONTROLLER:PLAINTEXT',
    ].join(','),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': path.join(folder, 'log').replaceAll('\\', '/'),
    'num.partitions': '12',
    'auto.create.topics.enable': 'false',
    // Simulated and replayed days may lie long ago: nothing is deleted for its age.
    'log.retention.ms': '-1',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    ...(users ? saslSettings(users) : {}),
    ...(keyStore ? tlsSettings(keyStore) : {}),
    ...properties,
  };
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`;
}

function saslSettings(users: Record<string, string>): Record<string, string> {
  const known = Object.entries(users).map(([name, password]) => ` user_${name}="${password}"`);
  return {
    'sasl.enabled.mechanisms': SASL_MECHANISMS.join(','),
    'listener.name.sasl.plain.sasl.jaas.config': `${JAAS}.plain.PlainLoginModule required${known.join('')};`,
    'listener.name.sasl.scram-sha-256.sasl.jaas.config': `${JAAS}.scram.ScramLoginModule required;`,
    'listener.name.sasl.scram-sha-512.sasl.jaas.config': `${JAAS}.scram.ScramLoginModule required;`,
  };
}

function tlsSettings({ file, password }: { file: string; password: string }): Record<string, string> {
  return {
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': file.replaceAll('\\', '/'),
    'ssl.keystore.password': password,
    'ssl.key.password': password,
  };
}

/** Words of the storage tool that keep the passwords for SCRAM. */
export function scramWords(users: Record<string, string> = {}): string[] {
  return Object.entries(users).flatMap(([name, password]) =>
    ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
      '--add-scram',
      `${mechanism}=[name=${name},password=${password}]`,
    ]),
  );
}
