import { HeliographError } from '#server/errors.ts';
import { awsErrorOf, commonCause, firstLine } from '#server/gateways/aws/failures.ts';

/** Where a request went, in the words of the settings. */
export interface S3Target {
  bucket: string;
  /** Setting that names the bucket. */
  bucketSetting: string;
  host: string;
}

const WRONG_REGION = new Set([
  'PermanentRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
]);
const S3_KEYS = 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or the AWS profile or role of this process';

/** A failed request to S3 as one line that names what failed, why, and what to do. */
export function s3Failure(what: string, error: unknown, target: S3Target): HeliographError {
  if (error instanceof HeliographError) return error;
  return new HeliographError('storage', `${what}: ${causeOf(error, target)}`, { cause: error });
}

/** True for an answer that says the object is not there (and not that its bucket is not). */
export function isMissingObject(error: unknown): boolean {
  const { name } = awsErrorOf(error);
  return name === 'NoSuchKey' || name === 'NotFound';
}

function causeOf(error: unknown, { bucket, bucketSetting, host }: S3Target): string {
  const { name, status, attempts } = awsErrorOf(error);
  if (name === 'NoSuchBucket')
    return `there is no bucket "${bucket}" at ${host}: create it, or correct ${bucketSetting}`;
  if (WRONG_REGION.has(name) || status === 301)
    return `bucket "${bucket}" is in another region${regionOf(error)}: set S3_REGION`;
  const common = commonCause(error, { host, keys: S3_KEYS, region: 'S3_REGION' });
  if (common !== null) return common;
  if (status === 403)
    return `access to bucket "${bucket}" is denied: its policy must let these credentials list, read, write and delete`;
  if (status === 501) return `${host} does not know how (501 ${name}): use a store that does`;
  const answer = status === null ? firstLine(error) : `${status} ${name}`;
  return `${host} failed ${attempts} times, last with ${answer}: try again later`;
}

/** S3 says which region it would have been, in the body or in a header. */
function regionOf(error: unknown): string {
  const region = error instanceof Error && 'Region' in error ? error.Region : undefined;
  return typeof region === 'string' ? ` (${region})` : '';
}
