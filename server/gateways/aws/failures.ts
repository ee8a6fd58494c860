import { messageOf } from '#server/errors.ts';

const NO_ROUTE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EPIPE',
]);
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired']);
const REFUSED_KEYS = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'InvalidToken',
]);

/** What can be read off an error of the AWS SDK. */
export interface AwsError {
  name: string;
  code: string | null;
  status: number | null;
  attempts: number;
}

export function awsErrorOf(error: unknown): AwsError {
  const seen: AwsError = { name: '', code: null, status: null, attempts: 1 };
  if (!(error instanceof Error)) return seen;
  seen.name = error.name;
  if ('code' in error && typeof error.code === 'string') seen.code = error.code;
  const metadata = '$metadata' in error && typeof error.$metadata === 'object' ? error.$metadata : null;
  if (metadata && 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number')
    seen.status = metadata.httpStatusCode;
  if (metadata && 'attempts' in metadata && typeof metadata.attempts === 'number') seen.attempts = metadata.attempts;
  return seen;
}

/** Why a request failed, for the causes that every AWS service shares, and what to do; null for other causes. */
export function commonCause(error: unknown, target: { host: string; keys: string; region: string }): string | null {
  const { name, code } = awsErrorOf(error);
  if (EXPIRED.has(name)) return 'the credentials have expired: renew them and try again';
  if (REFUSED_KEYS.has(name)) return `the credentials are refused: correct ${target.keys}`;
  if (name === 'RequestTimeTooSkewed') return 'the clock of this machine is wrong: set it and try again';
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return `there are no usable credentials: set ${target.keys} (${firstLine(error)})`;
  if (/region is missing/i.test(messageOf(error))) return `the region is not known: set ${target.region}`;
  const unreachable = name === 'TimeoutError' || NO_ROUTE.has(code ?? '');
  if (unreachable)
    return `cannot reach ${target.host} (${code ?? 'timeout'}): is the address right and the network up?`;
  if (code?.includes('CERT') || code?.includes('SSL'))
    return `no secure connection to ${target.host}: ${firstLine(error)}`;
  return null;
}

export function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0] ?? '';
}
