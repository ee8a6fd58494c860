// The parts of kafkajs 2.2.4 that its own types leave out: the connections below its consumer. We fetch by ourselves,
// since its consumer joins a group and stalls where a fetch below the end gives no message.

declare module 'kafkajs/src/cluster/index.js' {
  import type { KafkaConfig, Logger } from 'kafkajs';

  /** A request and how its answer is read, as a connection takes them. */
  export interface ProtocolRequest<Answer> {
    request: unknown;
    response: { decode(rawData: Buffer): Promise<Answer>; parse(answer: Answer): Promise<Answer> };
  }

  export interface Broker {
    listOffsets(request: {
      replicaId: number;
      isolationLevel: number;
      topics: { topic: string; partitions: { partition: number; timestamp: number }[] }[];
    }): Promise<{ responses: { topic: string; partitions: { partition: number; offset: string }[] }[] }>;
    initProducerId(request: {
      transactionalId: string | null;
      transactionTimeout: number;
    }): Promise<{ producerId: string; producerEpoch: number }>;
    connectionPool: { send<Answer>(request: ProtocolRequest<Answer>): Promise<Answer> };
  }

  export default class Cluster {
    constructor(options: KafkaConfig & { logger: Logger; metadataMaxAge: number; allowAutoTopicCreation: boolean });
    connect(): Promise<void>;
    disconnect(): Promise<void>;
    refreshMetadata(): Promise<void>;
    addTargetTopic(topic: string): Promise<void>;
    findTopicPartitionMetadata(topic: string): { partitionId: number; leader: number }[];
    findBroker(options: { nodeId: string }): Promise<Broker>;
  }
}

declare module 'kafkajs/src/protocol/requests/fetch/v11/request.js' {
  export default function fetchRequest(options: {
    replicaId: number;
    maxWaitTime: number;
    minBytes: number;
    maxBytes: number;
    isolationLevel: number;
    topics: { topic: string; partitions: { partition: number; fetchOffset: number; maxBytes: number }[] }[];
  }): unknown;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  export default class Encoder {
    writeInt16(value: number): this;
    writeInt32(value: number): this;
    writeString(value: string | null): this;
    writeBytes(value: Buffer): this;
    writeArray(values: Encoder[]): this;
  }
}

declare module 'kafkajs/src/protocol/requests/produce/v7/response.js' {
  const response: { decode(rawData: Buffer): Promise<object>; parse(answer: object): Promise<object> };
  export default response;
}

declare module 'kafkajs/src/producer/partitioners/default/murmur2.js' {
  export default function murmur2(key: string): number;
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  export default class RequestQueue {
    pending: unknown[];
    throttledUntil: number;
    scheduleCheckPendingRequests(): void;
  }
}

declare module 'kafkajs/src/network/socketFactory.js' {
  import type { ISocketFactory } from 'kafkajs';
  export default function socketFactory(): ISocketFactory;
}
