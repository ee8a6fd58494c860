import process from 'node:process';
import { claimInstance } from '#jobs/process/instance.ts';
import { HeliographError } from '#server/errors.ts';

// A process that claims every folder it is told, says how that went, and ends with its input.
process.stdout.write('ready\n');
for await (const folder of process.stdin) {
  try {
    claimInstance(String(folder), 3000);
    process.stdout.write('claimed\n');
  } catch (error) {
    if (!(error instanceof HeliographError && error.code === 'conflict')) throw error;
    process.stdout.write('refused\n');
  }
}
