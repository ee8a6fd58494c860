import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { MigrationAdapter } from './adapter.mjs';

const folder = path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));

/** Last message of a panic inside the engine. */
export const panic = { message: '' };

/** The commit the engine was built from: the CLI compares it with its own. */
export function engineVersion() {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return version.split('.').pop();
}

/** Loads the engine for a database and the given schema files. */
export async function createEngine({ url, shadowUrl, datamodels }) {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      panic.message = message;
    },
  };
  const wasm = readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start?.();
  const files = datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  return bindings.SchemaEngine.new(
    { datamodels: files.length > 0 ? files : undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new MigrationAdapter(url, shadowUrl)),
  );
}
