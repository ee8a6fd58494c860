import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from '#jobs/process/project-root.ts';
import { childEnvironment } from '#server/env.ts';

const KILLS = 30;

// The long form of the chaos tests, in a database and folders of its own.
const env = childEnvironment({ HELIOGRAPH_TEST_KILLS: `${KILLS}`, NODE_ENV: 'test' });
delete env.DATABASE_URL;
const vitest = path.join(projectRoot, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'chaos'], {
  cwd: projectRoot,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
