import { messageOf } from '#server/errors.ts';

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'no write permission',
  EPERM: 'no write permission',
  EROFS: 'the file system is read-only',
};

/** Code of a failed system call, such as ENOENT. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Why a file could not be written, in words an operator can act on. */
export function whyNotWritten(error: unknown): string {
  return REASONS[systemCode(error) ?? ''] ?? messageOf(error);
}
