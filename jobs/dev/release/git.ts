import { spawnSync } from 'node:child_process';
import { projectRoot } from '#jobs/process/project-root.ts';
import { HeliographError } from '#server/errors.ts';

/** What git prints. Throws `conflict` with its words when it refuses. */
export function git(...words: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', words, { cwd: projectRoot, encoding: 'utf8' });
  if (error) throw new HeliographError('internal', `git cannot be run: ${error.message}`, { cause: error });
  if (status !== 0) throw new HeliographError('conflict', `git ${words[0]} failed: ${stderr.trim() || stdout.trim()}`);
  return stdout.trim();
}
