import { randomUUID } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { HeliographError } from '#server/errors.ts';
import { awsErrorOf } from '#server/gateways/aws/failures.ts';
import { SHA256_METADATA, sha256Of } from '#server/gateways/objects/checked-body.ts';

/** Larger objects go in parts, so that a broken connection costs one part. */
export const PART_BYTES = 8 * 2 ** 20;
const PARTS_AT_ONCE = 4;
/** Name of the metadata by which a writer knows its own object. */
const WRITER_METADATA = 'writer';

interface Target {
  client: S3Client;
  Bucket: string;
  Key: string;
}

/** Puts an object, checked by S3 against its SHA-256. A multipart upload that fails is aborted: no parts are left. */
export async function uploadObject({ client, Bucket, Key }: Target, bytes: Uint8Array): Promise<void> {
  const digest = sha256Of(bytes);
  const params = { Bucket, Key, Body: bytes, Metadata: { [SHA256_METADATA]: digest.toString('hex') } };
  if (bytes.length <= PART_BYTES) {
    await client.send(new PutObjectCommand({ ...params, ChecksumSHA256: digest.toString('base64') }));
    return;
  }
  const upload = new Upload({
    client,
    params: { ...params, ChecksumAlgorithm: 'SHA256' },
    partSize: PART_BYTES,
    queueSize: PARTS_AT_ONCE,
    leavePartsOnError: false,
  });
  await upload.done();
}

/** Puts an object unless there is one: false when another writer's is there. */
export async function uploadIfAbsent({ client, Bucket, Key }: Target, bytes: Uint8Array): Promise<boolean> {
  const digest = sha256Of(bytes);
  const writer = randomUUID();
  try {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: bytes,
        IfNoneMatch: '*',
        ChecksumSHA256: digest.toString('base64'),
        Metadata: { [SHA256_METADATA]: digest.toString('hex'), [WRITER_METADATA]: writer },
      }),
    );
    return true;
  } catch (error) {
    const { status, attempts } = awsErrorOf(error);
    if (status === 501) throw unconditional(error);
    if (status !== 412) throw error;
    // The answer to an earlier attempt may have been lost: then the object that is in the way is our own.
    if (attempts === 1) return false;
    const { Metadata } = await client.send(new HeadObjectCommand({ Bucket, Key }));
    return Metadata?.[WRITER_METADATA] === writer;
  }
}

function unconditional(cause: unknown): HeliographError {
  const message =
    'answers 501 to If-None-Match: *, by which one of several workers commits a run: use a store that knows it';
  return new HeliographError('invalid_input', `the object store ${message}`, { cause });
}
