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
