import { createHash } from 'node:crypto';
import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { HeliographError } from '#server/errors.ts';

/**
 * A request to remove up to 1,000 objects. It carries a Content-MD5 in place of the SDK's newer checksums: S3 takes
 * either, many of the others know, and insist on, the older one alone.
 */
export function deleteObjects(Bucket: string, keys: readonly string[]): DeleteObjectsCommand {
  const Objects = keys.map((Key) => ({ Key }));
  const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers, body } = builtRequest(args.request);
      for (const name of Object.keys(headers)) if (/^x-amz-(sdk-)?checksum-/i.test(name)) delete headers[name];
      headers['content-md5'] = createHash('md5').update(body).digest('base64');
      return next(args);
    },
    // Behind the step that adds the newer ones, before the signature.
    { name: 'contentMd5', step: 'build', priority: 'low' },
  );
  return command;
}

function builtRequest(request: unknown): { headers: Record<string, string>; body: string | Uint8Array } {
  const { headers, body } = request as { headers?: Record<string, string>; body?: unknown };
  if (headers && (typeof body === 'string' || body instanceof Uint8Array)) return { headers, body };
  throw new HeliographError('internal', 'the SDK builds requests to S3 in another way than it did');
}
