import process from 'node:process';
import { runCommand } from '#jobs/process/command.ts';
import { askNpm } from './npm.ts';
import { auditCommand } from './options.ts';
import { judgeAudit, verdictOf } from './weaknesses.ts';

await runCommand(auditCommand, async () => {
  const { stdout } = askNpm(['audit', '--json']);
  process.stdout.write(`${verdictOf(judgeAudit(stdout))}\n`);
});
