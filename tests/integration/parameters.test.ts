import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { childEnvironment } from '#server/env.ts';
import { type ParameterStore, startParameterStore } from './setup/parameter-store.ts';
import { runScript } from './setup/run-script.ts';

const CONFIG = path.resolve('jobs/commands/config.ts');
let folder = '';
let store: ParameterStore;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heliograph config '));
  store = await startParameterStore({
    '/heliograph/prod/log-bucket': 'plant-logs',
    '/heliograph/prod/silver-bucket': 'plant-silver',
    '/heliograph/prod/gold-bucket': 'plant-gold',
    '/heliograph/prod/bootstrap-bucket': 'plant-models',
    '/heliograph/prod/database-url': 'postgresql://heliograph:very-secret@db.plant/heliograph',
    '/heliograph/prod/s3-secret-access-key': 'another-secret',
    '/heliograph/prod/port': '3999',
    '/heliograph/prod/node-env': 'test',
    '/heliograph/prod/colour-of-the-panels': 'blue',
    '/heliograph/bad/heliograph-threads': 'many',
  });
  await writeFile(path.join(folder, '.env'), 'GOLD_BUCKET=from-the-file\nPORT=3500\nLOG_LEVEL=\n');
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => store.refuseWith(null));

/** Runs a program of the project in the folder of the test's `.env`. */
async function run(script: string, settings: Record<string, string> = {}) {
  const env = childEnvironment({
    PARAMETERS: 'ssm:/heliograph/prod',
    AWS_ENDPOINT_URL: store.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDTEST',
    AWS_SECRET_ACCESS_KEY: 'aws-secret',
    ...settings,
  });
  const { stdout, stderr, status } = await runScript([script], env, folder);
  const lines = stdout.split('\n').map((line) => line.trim().split(/ {2,}/));
  return { stdout, stderr, status, lineOf: (name: string) => lines.find(([first]) => first === name)?.slice(1) };
}

describe('settings from AWS Systems Manager', () => {
  it('come after the environment and .env, before the defaults, each with its origin', async () => {
    const { lineOf, status } = await run(CONFIG, { SILVER_BUCKET: 'from-the-shell' });
    expect(status).toBe(0);
    expect(lineOf('SILVER_BUCKET')).toEqual(['from-the-shell', 'environment']);
    expect(lineOf('GOLD_BUCKET')).toEqual(['from-the-file', '.env']);
    expect(lineOf('PORT')).toEqual(['3500', '.env']);
    expect(lineOf('LOG_BUCKET')).toEqual(['plant-logs', 'ssm:/heliograph/prod/log-bucket']);
    expect(lineOf('BOOTSTRAP_BUCKET')).toEqual(['plant-models', 'ssm:/heliograph/prod/bootstrap-bucket']);
    expect(lineOf('LOG_LEVEL')).toEqual(['info', 'default']);
  });

  it('are read decrypted, signed, and over all pages', async () => {
    store.asked.length = 0;
    await run(CONFIG);
    expect(store.asked).toHaveLength(3);
    for (const page of store.asked) {
      expect(page).toEqual({ path: '/heliograph/prod', decrypted: true, signedBy: 'AKIDTEST' });
    }
  });

  it('never show a secret', async () => {
    const { stdout, lineOf } = await run(CONFIG);
    expect(lineOf('DATABASE_URL')?.[0]).toBe('postgresql://heliograph:********@db.plant/heliograph');
    expect(lineOf('S3_SECRET_ACCESS_KEY')?.[0]).toBe('********');
    expect(stdout).not.toMatch(/very-secret|another-secret|aws-secret/);
  });

  it('do not decide how the program was started, and one that nothing is called by is named', async () => {
    const { stdout, lineOf } = await run(CONFIG, { NODE_ENV: 'production' });
    expect(lineOf('NODE_ENV')).toEqual(['production', 'environment']);
    expect(stdout).toContain('no setting is called by the parameter colour-of-the-panels');
  });

  it('stop the program with name and origin when one is bad', async () => {
    const { stderr, status } = await run(CONFIG, { PARAMETERS: 'ssm:/heliograph/bad' });
    expect(stderr).toContain('bad setting: HELIOGRAPH_THREADS (from ssm:/heliograph/bad/heliograph-threads)');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
  });

  it.each([
    ['an empty path', { PARAMETERS: 'ssm:/none' }, null, 'there are no parameters below /none'],
    [
      'no such scheme',
      { PARAMETERS: 'vault:/a' },
      null,
      'PARAMETERS (from the environment) must be like ssm:/heliograph',
    ],
    ['no permission', {}, 'AccessDeniedException', 'need ssm:GetParametersByPath on /heliograph/prod'],
    ['expired keys', {}, 'ExpiredTokenException', 'the credentials have expired: renew them'],
    ['unknown keys', {}, 'UnrecognizedClientException', 'the credentials are refused: correct AWS_ACCESS_KEY_ID'],
    [
      'nobody there',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      null,
      'cannot reach AWS Systems Manager (ECONNREFUSED)',
    ],
  ])('say what is wrong in one line: %s', async (_, settings, refusal, message) => {
    store.refuseWith(refusal);
    const { stderr, status } = await run(CONFIG, settings);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).not.toBe(0);
  });
});
