import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '#jobs/process/project-root.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { installQueue } from '#server/gateways/queue/job-queue.ts';
import { openClient, type PostgresClient } from '#server/stores/postgres.ts';

export const APPLICATION_ROLE = 'heliograph_app';

/**
 * Gives the application's role its rights in a migrated database of ours, and returns the address to work with as that
 * role. The owner's address stays with whoever migrates: what serves requests cannot change a table or the audit log.
 */
export async function grantApplicationRole(ownerUrl: string): Promise<string> {
  await installQueue(ownerUrl);
  const url = new URL(ownerUrl);
  // Follows from the owner's password, which is kept: the same at every start, and of no use to find that one.
  const password = createHmac('sha256', decodeURIComponent(url.password)).update(APPLICATION_ROLE).digest('base64url');
  let client: PostgresClient | undefined;
  try {
    client = await openClient(ownerUrl);
    await client.query(await readFile(path.join(projectRoot, 'prisma', 'application-role.sql'), 'utf8'));
    const role = client.escapeIdentifier(APPLICATION_ROLE);
    await client.query(`alter role ${role} with login password ${client.escapeLiteral(password)}`);
  } catch (cause) {
    throw new HeliographError('database', `the application's role cannot be set up: ${messageOf(cause)}`, { cause });
  } finally {
    await client?.end().catch(() => undefined);
  }
  url.username = APPLICATION_ROLE;
  url.password = password;
  return url.href;
}
