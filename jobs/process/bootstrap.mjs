// Runs on the host's own Node with nothing installed: installs what package-lock.json names, makes the database client,
// and hands over to Node 24. Every command of the project goes through it.
// Usage: node jobs/process/bootstrap.mjs SCRIPT [options]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.heliograph-lock');

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`heliograph: ${message}\n`);
  process.exit(1);
}

function requireHostNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node.js ${process.versions.node} is too old: install 20 or later`);
}

const fingerprintOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** @param {string} stamp @param {string} fingerprint */
const carries = (stamp, fingerprint) => existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;

/** @param {string} stamp @param {string} fingerprint */
function writeStamp(stamp, fingerprint) {
  try {
    writeFileSync(stamp, fingerprint);
  } catch (cause) {
    fail(`cannot write ${stamp}: ${cause.message}`);
  }
}

/** The dependencies are those of the lock file when they carry its fingerprint. */
function installWhenNeeded() {
  const fingerprint = fingerprintOf(path.join(root, 'package-lock.json'));
  if (carries(stampFile, fingerprint)) return;
  process.stdout.write('Installing the dependencies (npm ci) ...\n');
  const startedMs = Date.now();
  const npm = process.env.npm_execpath;
  const [command, words] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  // NODE_ENV=production would leave out what builds the console.
  const env = { ...process.env, NODE_ENV: 'development' };
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: 'inherit', env });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail('npm ci failed: see its message above; is the disk full, or the registry out of reach?');
  writeStamp(stampFile, fingerprint);
  process.stdout.write(`Installed in ${((Date.now() - startedMs) / 1000).toFixed(0)} s\n`);
}

/** The project's own Node 24 where npm has it for the platform, else the host's when it can run TypeScript. */
function findNode() {
  const own = path.join(modules, `node-${os.platform()}-${os.arch()}`, 'bin', 'node');
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath;
  return fail(`Node.js ${process.versions.node} cannot run TypeScript: install Node.js 24 (22.18 at least)`);
}

/** The database client is made from the schema; every program that touches the database imports it. */
function generateClientWhenNeeded(node) {
  const stamp = path.join(root, 'prisma', 'generated', '.schema');
  const fingerprint = fingerprintOf(path.join(root, 'prisma', 'schema.prisma'));
  if (carries(stamp, fingerprint)) return;
  const prisma = path.join(modules, 'prisma', 'build', 'index.js');
  const { status, stdout, stderr } = spawnSync(node, [prisma, 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: environment(node),
  });
  if (status !== 0) fail(`the database client could not be generated:\n${stdout}${stderr}`);
  writeStamp(stamp, fingerprint);
}

/** So that whatever the script starts runs on the same Node. */
function environment(node) {
  const bin = `${path.dirname(node)}${path.delimiter}${path.join(modules, '.bin')}`;
  return { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}

function run(node, script, options) {
  const child = spawn(node, [path.join(root, script), ...options], {
    cwd: root,
    stdio: 'inherit',
    env: environment(node),
  });
  // On Ctrl-C the terminal tells the child as well; hearing it twice does no harm. The child decides when all has ended.
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGTERM'));
  // npm puts a shell between itself and us, which dies of a signal without passing it on: its death is the signal.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
  }
  child.once('error', (error) => fail(`${script} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const [script, ...options] = process.argv.slice(2);
if (!script) fail('name the script to run');
requireHostNode();
installWhenNeeded();
const node = findNode();
generateClientWhenNeeded(node);
run(node, script, options);
