import path from 'node:path';
import process from 'node:process';
import util from 'node:util';
import { enableProdMode, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { HeliographError, messageOf } from '#server/errors.ts';

/** Where TensorFlow.js computes: native TensorFlow, WebAssembly, or plain JavaScript. All give the same softmax. */
export type BackendName = 'node' | 'wasm' | 'cpu';

/** `auto` takes native TensorFlow when it is installed and loads, else WebAssembly. */
export type BackendChoice = BackendName | 'auto';

const REGISTERED_NAMES: Record<BackendName, string> = { node: 'tensorflow', wasm: 'wasm', cpu: 'cpu' };

/** Loads a backend once, makes it the current one, and says which it is. Throws a HeliographError when it cannot. */
export async function selectBackend(choice: BackendChoice): Promise<BackendName> {
  if (choice !== 'auto') {
    await activate(choice);
    return choice;
  }
  const name = (await isNativeAvailable()) ? 'node' : 'wasm';
  await activate(name);
  return name;
}

/** True when @tensorflow/tfjs-node is installed and its native library loads. The current backend stays what it was. */
export async function isNativeAvailable(): Promise<boolean> {
  const before = getBackendOrNone();
  const available = await load('node').then(
    () => true,
    () => false,
  );
  // Importing tfjs-node makes itself current.
  if (before !== undefined && getBackendOrNone() !== before) await setBackend(before);
  return available;
}

async function activate(name: BackendName): Promise<void> {
  const registered = REGISTERED_NAMES[name];
  if (getBackendOrNone() === registered) return;
  let cause: unknown;
  try {
    await load(name);
    if (await withoutNewProcessListeners(() => setBackend(registered))) return;
  } catch (error) {
    cause = error;
  }
  const reason = cause === undefined ? '' : `: ${messageOf(cause).split('\n')[0]}`;
  throw new HeliographError('model', `TensorFlow.js backend "${name}" does not start${reason}`, { cause });
}

const loads = new Map<BackendName, Promise<unknown>>();

function load(name: BackendName): Promise<unknown> {
  const loading = loads.get(name) ?? LOADERS[name]();
  loads.set(name, loading);
  return loading;
}

const LOADERS: Record<BackendName, () => Promise<unknown>> = {
  node: async () => {
    // tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed.
    if (!('isNullOrUndefined' in util)) {
      Object.assign(util, { isNullOrUndefined: (value: unknown) => value === null || value === undefined });
    }
    // An optional dependency: the name is a variable, so that compilers and bundlers do not ask for it.
    const optional = '@tensorflow/tfjs-node';
    await import(/* @vite-ignore */ /* webpackIgnore: true */ optional);
  },
  wasm: async () => {
    const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    // A bundler that sees createRequire puts a number of its own in place of the path: it is not shown any.
    const { createRequire } = process.getBuiltinModule('node:module');
    const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${path.dirname(entry)}${path.sep}`);
    // Parallelism comes from worker threads, one array-day each; more threads inside a product only add waiting.
    setThreadsCount(1);
  },
  cpu: async () => {
    // Production mode keeps the backend from printing that a faster one exists.
    enableProdMode();
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

/** `getBackend` throws while no backend is registered at all. */
function getBackendOrNone(): string | undefined {
  try {
    return getBackend();
  } catch {
    return undefined;
  }
}

/**
 * The WebAssembly runtime installs process-wide handlers that rethrow every uncaught error and rejection under its own
 * stack; what dies of an error is for the program to decide, so they are taken away again.
 */
async function withoutNewProcessListeners<T>(start: () => Promise<T>): Promise<T> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = new Set<unknown>(events.flatMap((event) => process.listeners(event as 'uncaughtException')));
  try {
    return await start();
  } finally {
    for (const event of events) {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before.has(listener)) process.removeListener(event, listener);
      }
    }
  }
}
