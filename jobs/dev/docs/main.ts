import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { askNpm } from '#jobs/dev/supply/npm.ts';
import { runCommand } from '#jobs/process/command.ts';
import { projectRoot } from '#jobs/process/project-root.ts';
import { HeliographError } from '#server/errors.ts';
import { copyDocuments } from './copy-documents.ts';
import { docsCommand } from './options.ts';

const site = path.join(projectRoot, 'docs', 'site');

await runCommand(docsCommand, async (out) => {
  const installed = askNpm(['ci', '--prefix', site, '--no-audit', '--no-fund']);
  if (installed.status !== 0) throw new HeliographError('internal', `npm ci in docs/site failed: ${installed.stderr}`);
  const count = await copyDocuments(path.join(site, 'pages'));
  const vitepress = path.join(site, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
  const { status } = spawnSync(process.execPath, [vitepress, 'build', site, '--outDir', out], { stdio: 'inherit' });
  if (status !== 0) throw new HeliographError('invalid_input', 'the site could not be made: see above');
  process.stdout.write(`${count} documents and pictures are in ${out}\n`);
});
