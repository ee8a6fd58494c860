import process from 'node:process';
import readline from 'node:readline';
import { createEngine, panic } from './wasm-engine.mjs';

// Methods that the native engine and the WASM build call differently.
const RENAMED = { getDatabaseVersion: 'version' };
// These work from the schema that devDiagnostic caches, which applyMigrations has emptied: fill it again first.
const NEEDS_DIAGNOSTIC = new Set(['evaluateDataLoss', 'createMigration']);

const FAILED = { code: 4466, message: 'An error happened. Check the data field for details.' };
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

/** Answers JSON-RPC requests from standard input, one after the other, until it ends. */
export async function serveRpc(options) {
  let engine;
  let current;
  let nextPrintId = 1_000_000;

  // A panic inside one of the engine's promises surfaces here; its caller still waits for an answer.
  process.on('uncaughtException', (error) => {
    const data = { is_panic: true, message: panic.message || String(error), backtrace: error.stack };
    if (current !== undefined) send({ id: current, error: { ...FAILED, data } });
    process.stdout.write('', () => process.exit(101));
  });

  const answer = async ({ id, method, params }) => {
    current = id;
    try {
      engine ??= await createEngine(options);
      if (NEEDS_DIAGNOSTIC.has(method)) {
        await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
      }
      const result = await engine[RENAMED[method] ?? method](params);
      if (method === 'diff' && result?.stdout) {
        send({ id: nextPrintId++, method: 'print', params: { content: result.stdout } });
        send({ id, result: { ...result, stdout: null } });
      } else send({ id, result: result ?? null });
    } catch (error) {
      send({ id, error: { ...FAILED, data: failureOf(error) } });
    }
  };

  for await (const line of readline.createInterface({ input: process.stdin })) {
    const message = JSON.parse(line);
    if (message.method) await answer(message);
  }
  process.exit(0);
}

function failureOf(error) {
  const panicked = error instanceof WebAssembly.RuntimeError;
  return {
    is_panic: panicked,
    message: (panicked && panic.message) || error?.message || String(error),
    meta: error?.meta ?? null,
    error_code: error?.code ?? null,
    backtrace: error?.stack ?? null,
  };
}
