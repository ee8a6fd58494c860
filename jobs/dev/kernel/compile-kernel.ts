import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const SOURCE = fileURLToPath(new URL('../../../models/wavelet/kernel/assembly/', import.meta.url));

/** Where the compiled kernel is kept: a module of text, so that models need no file. */
export const BINARY_FILE = fileURLToPath(new URL('../../../models/wavelet/kernel/kernel-binary.ts', import.meta.url));

// Nothing here may depend on the machine: the same source must give the same bytes.
const FLAGS = [
  ['-O3', '--noAssert', '--runtime', 'stub'],
  ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ['--enable', 'simd', '--enable', 'threads', '--outFile', 'kernel.wasm'],
].flat();

/** Text of the module that holds the compiled kernel. Throws with the compiler's words when the source is wrong. */
export async function compileKernel(): Promise<string> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(['kernel.ts', ...FLAGS], {
    readFile: async (name) => {
      try {
        return await readFile(path.join(SOURCE, path.basename(name)), 'utf8');
      } catch {
        return null;
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`the kernel does not compile\n${stderr.toString()}`, { cause: error });
  const lines =
    Buffer.from(binary)
      .toString('base64')
      .match(/.{1,112}/g) ?? [];
  return [
    '// Compiled from assembly/ by `npm run build:kernel`; a test holds it to be that. Do not edit.',
    'export const KERNEL_BASE64 = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('');",
    '',
  ].join('\n');
}
