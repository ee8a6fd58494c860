import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import { HeliographError } from '#server/errors.ts';
import { awsErrorOf, commonCause, firstLine } from '#server/gateways/aws/failures.ts';
import { PATIENCE, type Patience, retryStrategy } from '#server/gateways/aws/retries.ts';

/** The most that one request of GetParametersByPath may ask for. */
const PAGE_SIZE = 10;
const SERVICE = 'AWS Systems Manager';

/** A parameter's own name (`kafka-servers`) and its decrypted value. */
export type Parameters = Map<string, string>;

/** All parameters directly below a path of AWS Systems Manager Parameter Store; endpoint, region and keys by the SDK's chain. */
export async function readSsmParameters(path: string, patience: Patience = PATIENCE): Promise<Parameters> {
  const found: Parameters = new Map();
  try {
    const client = new SSMClient({
      retryStrategy: retryStrategy(patience.budgetMs),
      requestHandler: { connectionTimeout: patience.connectMs, socketTimeout: patience.idleMs },
    });
    const pages = paginateGetParametersByPath({ client, pageSize: PAGE_SIZE }, { Path: path, WithDecryption: true });
    for await (const { Parameters: page = [] } of pages) {
      for (const { Name, Value } of page) {
        if (Name !== undefined && Value !== undefined) found.set(Name.slice(path.length + 1), Value);
      }
    }
    client.destroy();
  } catch (error) {
    throw new HeliographError('parameters', `cannot read the parameters ${path}: ${causeOf(error, path)}`, {
      cause: error,
    });
  }
  if (found.size === 0) {
    throw new HeliographError('parameters', `there are no parameters below ${path}: correct PARAMETERS or the region`);
  }
  return found;
}

function causeOf(error: unknown, path: string): string {
  const keys = 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the AWS profile or role of this process';
  const common = commonCause(error, { host: SERVICE, keys, region: 'AWS_REGION' });
  if (common !== null) return common;
  const { name, status, attempts } = awsErrorOf(error);
  if (name === 'AccessDeniedException')
    return `access is denied: these credentials need ssm:GetParametersByPath on ${path} and kms:Decrypt`;
  return status === null ? firstLine(error) : `${SERVICE} failed ${attempts} times, last with ${status} ${name}`;
}
