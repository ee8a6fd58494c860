#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which the CLI would download: the same command line and the same
// JSON-RPC over standard input and output, served by the WASM build of that engine. Used through prisma.config.ts.
import process from 'node:process';
import { readArguments } from './schema-engine/arguments.mjs';
import { runDatabaseCommand } from './schema-engine/database-commands.mjs';
import { serveRpc } from './schema-engine/rpc-server.mjs';
import { engineVersion } from './schema-engine/wasm-engine.mjs';

const { command, url, shadowUrl, datamodels } = readArguments(process.argv.slice(2));
if (command[0] === 'version') process.stdout.write(`schema-engine-cli ${engineVersion()}\n`);
else if (command[0] === 'cli') process.exitCode = await runDatabaseCommand(command[1], url);
else await serveRpc({ url, shadowUrl, datamodels });
