import { expect, it } from 'vitest';
import { TOKEN_PATTERN } from '#domain/token.ts';
import { findTokenPrincipal } from '#server/auth/find-token-principal.ts';
import { childEnvironment } from '#server/env.ts';
import { givenFreshPlant } from '../setup/fresh-plant.ts';
import { runScript } from '../setup/run-script.ts';

givenFreshPlant();

const token = (...words: string[]) => runScript(['jobs/commands/token/main.ts', ...words], childEnvironment());

it('the first token of a service is made, listed and revoked on the command line', async () => {
  const made = await token(
    'create',
    '--name',
    'report',
    '--scope',
    'plant.read',
    '--scope',
    'runs.request',
    '--days',
    '7',
  );
  expect(made).toMatchObject({ status: 0, stderr: '' });
  const secret = made.stdout.split('\n')[0] ?? '';
  expect(secret).toMatch(TOKEN_PATTERN);
  // The least role that its scopes take.
  const principal = await findTokenPrincipal(secret, null);
  expect(principal).toMatchObject({ role: 'operator', scopes: ['plant.read', 'runs.request'] });
  const listed = await token('list');
  expect(listed.stdout).toContain(`"report" by command line`);
  expect(listed.stdout).not.toContain(secret);
  expect((await token('revoke', principal?.id ?? '')).stdout).toContain('revoked');
  expect(await findTokenPrincipal(secret, null)).toBeNull();
});

it.each([
  [['create', '--name', 'x'], '--scope'],
  [['create', '--name', 'x', '--scope', 'plant.eat'], 'plant.eat'],
  [['create', '--name', 'x', '--scope', 'runs.request', '--role', 'viewer'], 'runs.request'],
  [['burn'], 'burn'],
])('%j is refused in one line that names it', async (words, name) => {
  const { status, stdout, stderr } = await token(...words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(name);
});
