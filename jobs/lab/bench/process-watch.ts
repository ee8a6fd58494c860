import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

const SAMPLE_EVERY_MS = 250;
/** Clock ticks a second in /proc, on every Linux there is. */
const TICKS = 100;

export const ROLES = ['worker', 'database', 'broker'] as const;
export type ProcessRole = (typeof ROLES)[number];

export interface Sample {
  atMs: number;
  /** CPU seconds that all processes of a role have taken so far, and their memory now. */
  cpuSeconds: Record<ProcessRole, number>;
  bytes: Record<ProcessRole, number>;
}

/** What tells a process of ours by its command line. */
const MARKS: Record<ProcessRole, RegExp> = {
  worker: /jobs\/pipeline\/worker\/main\.ts/,
  database: /(^|\/)postgres\b|^postgres:/,
  broker: /kafka\.Kafka\b/,
};

/**
 * Samples CPU time and memory of this process's descendants from /proc, four times a second. Memory is resident; of the
 * database the proportional part of what its processes share.
 */
export function watchProcesses(): { samples: Sample[]; stop: () => void } {
  const samples: Sample[] = [];
  // A process that has ended has used what it used.
  const cpuOf = new Map<number, { role: ProcessRole; seconds: number }>();
  const sample = () => {
    const bytes = { worker: 0, database: 0, broker: 0 };
    for (const { pid, role, cpuSeconds } of descendants()) {
      cpuOf.set(pid, { role, seconds: cpuSeconds });
      bytes[role] += role === 'database' ? proportionalBytes(pid) : residentBytes(pid);
    }
    const cpuSeconds = { worker: 0, database: 0, broker: 0 };
    for (const { role, seconds } of cpuOf.values()) cpuSeconds[role] += seconds;
    samples.push({ atMs: Date.now(), cpuSeconds, bytes });
  };
  sample();
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  const stop = () => {
    clearInterval(timer);
    sample();
  };
  return { samples, stop };
}

/** CPU seconds and the peak of memory between two moments, by role. */
export function usageBetween(samples: readonly Sample[], fromMs: number, toMs: number) {
  const before = samples.findLast(({ atMs }) => atMs <= fromMs) ?? samples[0];
  const after = samples.find(({ atMs }) => atMs >= toMs) ?? samples.at(-1);
  const within = samples.filter(({ atMs }) => atMs >= fromMs - SAMPLE_EVERY_MS && atMs <= toMs + SAMPLE_EVERY_MS);
  const each = (of: (role: ProcessRole) => number) =>
    ({ worker: of('worker'), database: of('database'), broker: of('broker') }) as const;
  return {
    cpuSeconds: each((role) => (after?.cpuSeconds[role] ?? 0) - (before?.cpuSeconds[role] ?? 0)),
    peakBytes: each((role) => Math.max(0, ...within.map(({ bytes }) => bytes[role]))),
  };
}

interface Descendant {
  pid: number;
  role: ProcessRole;
  cpuSeconds: number;
}

/** Processes below this one that have a role. */
export function descendants(): Descendant[] {
  const parentOf = new Map<number, number>();
  const ticksOf = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    const stat = Number.isInteger(pid) ? read(`/proc/${pid}/stat`) : null;
    // The name may hold anything, in brackets.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (!fields) continue;
    parentOf.set(pid, Number(fields[1]));
    ticksOf.set(pid, Number(fields[11]) + Number(fields[12]));
  }
  const isOurs = (pid: number): boolean => {
    for (let at = parentOf.get(pid); at !== undefined && at > 1; at = parentOf.get(at)) {
      if (at === process.pid) return true;
    }
    return false;
  };
  return [...parentOf.keys()].filter(isOurs).flatMap((pid) => {
    const command = (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ');
    const role = ROLES.find((name) => MARKS[name].test(command));
    return role ? [{ pid, role, cpuSeconds: (ticksOf.get(pid) ?? 0) / TICKS }] : [];
  });
}

const residentBytes = (pid: number) => kilobytes(read(`/proc/${pid}/status`), 'VmRSS') * 1024;
const proportionalBytes = (pid: number) => kilobytes(read(`/proc/${pid}/smaps_rollup`), 'Pss') * 1024;

function kilobytes(text: string | null, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text ?? '')?.[1] ?? 0);
}

/** Null for a process that has just ended. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
