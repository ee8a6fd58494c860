import { spawnSync } from 'node:child_process';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';

/** What npm prints, and how it ended. Throws `internal` when there is no npm. */
export function askNpm(words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync('npm', [...words], {
    cwd: projectRoot,
    env: childEnvironment({ npm_config_update_notifier: 'false' }),
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (error) throw new HeliographError('internal', `npm cannot be run: ${error.message}`, { cause: error });
  return { status, stdout, stderr };
}

/** The CycloneDX list of everything in the lockfile, as npm makes it. */
export function cycloneDx(): string {
  const { status, stdout, stderr } = askNpm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']);
  if (status !== 0) throw new HeliographError('internal', `npm sbom failed: ${stderr.trim().split('\n')[0] ?? ''}`);
  return stdout;
}
