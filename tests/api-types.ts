import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openapiDocument } from '#server/http/openapi.ts';

// Writes the types of a client of the API, as anybody would generate them from its description: `npm run verify` then
// holds the journey that uses them against the operations as they are declared today.
const folder = fileURLToPath(new URL('./generated/', import.meta.url));
mkdirSync(folder, { recursive: true });
const types = await openapiTS(JSON.parse(JSON.stringify(openapiDocument())));
writeFileSync(path.join(folder, 'api.ts'), astToString(types));
