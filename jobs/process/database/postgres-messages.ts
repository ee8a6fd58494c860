/** True for output that tells of a full disk. */
export function isDiskFull(output: string): boolean {
  return /No space left|wrote only \d+ of \d+ bytes/.test(output);
}

/** The one line of PostgreSQL's output that says what went wrong. */
export function reasonOf(output: string): string {
  if (isDiskFull(output)) return 'the disk is full';
  // What a client that came too early or too late was told is not why the server ended.
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !/the database system is (starting up|shutting down)/.test(line));
  return lines.find((line) => /\b(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? 'no reason given';
}
