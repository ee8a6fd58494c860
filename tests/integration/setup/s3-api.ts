import { startFauxqs } from 'fauxqs';
import { adoptSetting } from '#server/env.ts';
import { type FaultyProxy, startFaultyProxy } from './s3-proxy.ts';

/** Buckets that are there from the start. */
export const TEST_BUCKETS = { silver: 'test-silver', gold: 'test-gold', log: 'test-log', bootstrap: 'test-bootstrap' };

export interface S3Api extends FaultyProxy {
  stop(): Promise<void>;
}

/** fauxqs serves the S3 API; the proxy before it adds what fauxqs leaves out, and faults on demand. */
export async function startS3Api(): Promise<S3Api> {
  const region = 'us-east-1';
  const init = { region, buckets: Object.values(TEST_BUCKETS) };
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, init });
  const proxy = await startFaultyProxy(server.port);
  return {
    ...proxy,
    stop: async () => {
      await proxy.close();
      await server.stop();
    },
  };
}

/** From now on the buckets of the settings are these. */
export function adoptS3({ url }: Pick<S3Api, 'url'>): void {
  adoptSetting('S3_ENDPOINT', url);
  adoptSetting('S3_ACCESS_KEY_ID', 'test');
  adoptSetting('S3_SECRET_ACCESS_KEY', 'test-secret');
  adoptSetting('SILVER_BUCKET', TEST_BUCKETS.silver);
  adoptSetting('GOLD_BUCKET', TEST_BUCKETS.gold);
  adoptSetting('LOG_BUCKET', TEST_BUCKETS.log);
  adoptSetting('BOOTSTRAP_BUCKET', TEST_BUCKETS.bootstrap);
  adoptSetting('OBJECT_STORE', 's3');
}
