import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { chromium } from '@playwright/test';
import { HANG_MS } from './limits.ts';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const HOW_TO_GET_ONE =
  'no Chromium for the browser tests: run "npx playwright install --with-deps chromium", or "apt-get install chromium", or set PLAYWRIGHT_CHROMIUM_PATH';

/** True when Playwright's own browser is installed. */
function ownExists(): boolean {
  try {
    return existsSync(chromium.executablePath());
  } catch {
    return false;
  }
}

function systemBrowser(): string | undefined {
  return [process.env.PLAYWRIGHT_CHROMIUM_PATH, ...SYSTEM_BROWSERS].find((file) => file && existsSync(file));
}

/** The browser to use: undefined for Playwright's own, else the path of the system's. Throws when there is none. */
export function requireChromium(): string | undefined {
  if (ownExists()) return undefined;
  const system = systemBrowser();
  if (!system) throw new Error(HOW_TO_GET_ONE);
  return system;
}

/** Gets a browser when there is none: Playwright's own, else Debian's when we may install it. */
export function ensureChromium(root: string): void {
  if (ownExists() || systemBrowser()) return;
  process.stdout.write('No Chromium yet: getting one for the browser tests ...\n');
  const playwright = path.join(root, 'node_modules', 'playwright', 'cli.js');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'ignore', timeout: HANG_MS });
  if (ownExists() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env });
}
