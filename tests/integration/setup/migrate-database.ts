import process from 'node:process';
import { applyMigrations } from '#jobs/process/database/migrate.ts';

// A process that migrates the database it is told, and says whether there was something to do.
process.stdout.write(JSON.stringify(await applyMigrations(process.argv[2] ?? '')));
