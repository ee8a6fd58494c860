import { S3Client } from '@aws-sdk/client-s3';
import { readSettings, type Settings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { PATIENCE, type Patience, retryStrategy } from '#server/gateways/aws/retries.ts';

/** Some region has to be signed for; an endpoint that is not Amazon's takes this one. */
const REGION_OF_OTHERS = 'us-east-1';

type S3Settings = Pick<
  Settings,
  'S3_ENDPOINT' | 'S3_REGION' | 'S3_PATH_STYLE' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'
>;

/** A client for any S3-compatible endpoint; without keys of its own it takes the AWS SDK's chain (profile, role, ...). */
export function createS3Client(settings: S3Settings, patience: Patience = PATIENCE): S3Client {
  const { S3_ENDPOINT: endpoint, S3_REGION, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY } = settings;
  if ((accessKeyId === undefined) !== (S3_SECRET_ACCESS_KEY === undefined)) {
    throw new HeliographError('invalid_input', 'set both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or neither');
  }
  const region = S3_REGION ?? (endpoint ? REGION_OF_OTHERS : undefined);
  const secretAccessKey = S3_SECRET_ACCESS_KEY ?? '';
  return new S3Client({
    ...(endpoint ? { endpoint } : {}),
    ...(region ? { region } : {}),
    ...(accessKeyId ? { credentials: { accessKeyId, secretAccessKey } } : {}),
    // Few of the others serve a host name for each bucket.
    forcePathStyle: settings.S3_PATH_STYLE ?? endpoint !== undefined,
    retryStrategy: retryStrategy(patience.budgetMs),
    requestHandler: { connectionTimeout: patience.connectMs, socketTimeout: patience.idleMs },
  });
}

const clients = new Map<string, S3Client>();

/** The process's one client for the settings: buckets share its connections. */
export function sharedS3Client(): S3Client {
  const { S3_ENDPOINT, S3_REGION, S3_PATH_STYLE, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = readSettings();
  const settings = { S3_ENDPOINT, S3_REGION, S3_PATH_STYLE, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
  const key = JSON.stringify(settings);
  const client = clients.get(key) ?? createS3Client(settings);
  clients.set(key, client);
  return client;
}
