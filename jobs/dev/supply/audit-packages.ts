import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { askNpm } from './npm.ts';
import { judgeAudit, verdictOf } from './weaknesses.ts';

await runCommand('audit:packages', async () => {
  const { stdout } = askNpm(['audit', '--json']);
  process.stdout.write(`${verdictOf(judgeAudit(stdout))}\n`);
});
