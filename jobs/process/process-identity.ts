import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

/**
 * When a process began, in words that no later process with its number can have: the boot and the clock ticks since on
 * Linux, the wall clock elsewhere. Empty where the system does not tell, or when there is no such process.
 */
export function startOf(pid: number): string {
  return process.platform === 'linux' ? startOnLinux(pid) : ps(pid, 'lstart');
}

/** True while the very process that began then is there. */
export function isRunning(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') return false;
  }
  return startOf(pid) === started;
}

/** Program and words of a process, with spaces between; empty when there is no such process. */
export function commandLineOf(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function ps(pid: number, column: string): string {
  if (process.platform === 'win32') return '';
  return spawnSync('ps', ['-o', `${column}=`, '-p', `${pid}`], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

function startOnLinux(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, field 2, is in parentheses and may hold spaces; the start is field 22.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
}
