import { PATIENCE, type Patience } from '#server/gateways/aws/retries.ts';
import { createS3Client } from '#server/gateways/objects/s3-client.ts';
import { S3ObjectStore } from '#server/gateways/objects/s3-object-store.ts';
import { TEST_BUCKETS } from './s3-api.ts';

/** A bucket at an S3 API of a test. */
export function openTestStore(
  endpoint: string,
  options: { bucket?: string; patience?: Partial<Patience> } = {},
): S3ObjectStore {
  const patience = { ...PATIENCE, ...options.patience };
  const settings = {
    S3_ENDPOINT: endpoint,
    S3_REGION: undefined,
    S3_PATH_STYLE: undefined,
    S3_ACCESS_KEY_ID: 'test',
    S3_SECRET_ACCESS_KEY: 'test-secret',
  };
  const door = { bucket: options.bucket ?? TEST_BUCKETS.gold, bucketSetting: 'GOLD_BUCKET', host: endpoint };
  return new S3ObjectStore(createS3Client(settings, patience), door, patience.budgetMs);
}
