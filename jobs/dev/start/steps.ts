import process from 'node:process';

/** Does one step of the start and prints what it was and how long it took. */
export async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const result = await work();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`  ${name.padEnd(46)} ${seconds.padStart(6)} s\n`);
  return result;
}
