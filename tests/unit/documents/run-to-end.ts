import { execFile } from 'node:child_process';

/** Runs a program in a folder until it ends; a status that is not 0 is an answer like another. */
export function runToEnd(
  program: string,
  words: readonly string[],
  folder: string,
  env?: NodeJS.ProcessEnv,
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(program, [...words], { cwd: folder, ...(env ? { env } : {}) }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode, stdout, stderr }),
    );
  });
}
