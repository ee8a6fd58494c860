import { runCommand } from '#jobs/process/command.ts';
import { benchCommand } from './options.ts';

await runCommand(benchCommand, (bench, { signal }) => bench(signal));
