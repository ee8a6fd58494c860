import type { Bucket } from '#domain/object-keys.ts';
import { dataPath, readSettings, type Settings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import { LocalObjectStore } from '#server/gateways/objects/local-object-store.ts';
import type { ObjectStore } from '#server/gateways/objects/object-store.ts';
import { sharedS3Client } from '#server/gateways/objects/s3-client.ts';
import { S3ObjectStore } from '#server/gateways/objects/s3-object-store.ts';

type BucketSetting = Extract<keyof Settings, `${string}_BUCKET`>;

const SETTING_OF: Record<Bucket, BucketSetting> = {
  silver: 'SILVER_BUCKET',
  gold: 'GOLD_BUCKET',
  log: 'LOG_BUCKET',
  bootstrap: 'BOOTSTRAP_BUCKET',
};

/** A bucket of the settings: in S3, or a folder of its name below the data folder. */
export function openObjectStore(bucket: Bucket): ObjectStore {
  const settings = readSettings();
  const bucketSetting = SETTING_OF[bucket];
  const name = settings[bucketSetting];
  if (settings.OBJECT_STORE === 'local') return new LocalObjectStore(dataPath('objects', name ?? bucket));
  if (name === undefined) {
    throw new HeliographError(
      'invalid_input',
      `OBJECT_STORE is s3: ${bucketSetting} must name the bucket for ${bucket}`,
    );
  }
  const host = settings.S3_ENDPOINT ?? 'Amazon S3';
  return new S3ObjectStore(sharedS3Client(), { bucket: name, bucketSetting, host });
}
