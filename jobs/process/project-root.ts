import { fileURLToPath } from 'node:url';

/** Folder of package.json, wherever the command was typed. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');
