import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { HeliographError } from '#server/errors.ts';

// The only file that reads process.env. Settings come from the environment, then from `.env`.
if (existsSync('.env')) process.loadEnvFile('.env');

const settingsSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** PostgreSQL to use; without it the embedded one under HELIOGRAPH_DATA is started. */
  DATABASE_URL: z.preprocess(
    // An empty value in .env means the same as none.
    (value) => value || undefined,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
      .optional(),
  ),
  /** Folder of the embedded database, the object store and the SCADA files. */
  HELIOGRAPH_DATA: z.string().min(1).default('.data'),
  /** Port of the console. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** The plant that the command-line tools and the console work on. */
  HELIOGRAPH_PLANT: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a-z, 0-9 and -')
    .default('demo'),
  /** Worker threads of the pipeline; 0 means one a core. */
  HELIOGRAPH_THREADS: z.coerce.number().int().min(0).max(256).default(0),
  /** Folder of the bootstrap store, where models are kept by version; without it `bootstrap` below HELIOGRAPH_DATA. */
  HELIOGRAPH_BOOTSTRAP_FOLDER: z.string().min(1).optional(),
  /** Folder of the bundled network, in use until `npm run model -- use` names another. */
  HELIOGRAPH_MODEL: z.string().min(1).default('models/lenet5'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CI: z.string().optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

/** The checked settings. Throws `invalid_input` that names every bad one. */
export function readSettings(source: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = settingsSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new HeliographError('invalid_input', `bad setting: ${problems.join('; ')}`);
}

/** Absolute path of the data folder, or of something in it. */
export function dataPath(...parts: string[]): string {
  return path.resolve(readSettings().HELIOGRAPH_DATA, ...parts);
}

/** The environment for a child process, with settings added or replaced. */
export function childEnvironment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...settings };
}

/** Settles a setting for this process and its children, such as the address of the embedded database. */
export function adoptSetting(name: string, value: string): void {
  process.env[name] = value;
}

/** Folder in which the user typed the command; npm itself runs scripts in the project's folder. */
export function commandFolder(): string {
  return process.env.INIT_CWD ?? process.cwd();
}
