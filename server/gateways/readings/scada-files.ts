import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { HeliographError, messageOf } from '#server/errors.ts';
import { systemCode } from '#server/gateways/objects/write-errors.ts';

const FILE_PATTERN = /^partition-(\d{3})\.avro$/;

/** Folder of a plant day's SCADA files: one Avro object container file a partition. */
export function scadaDayFolder(root: string, plantId: string, day: string): string {
  return path.join(root, `plant=${plantId}`, `day=${day}`);
}

export function scadaFile(root: string, plantId: string, day: string, partition: number): string {
  return path.join(scadaDayFolder(root, plantId, day), `partition-${String(partition).padStart(3, '0')}.avro`);
}

/** Partitions with a file for the day, ascending; empty when the folder is absent. */
export async function listScadaPartitions(root: string, plantId: string, day: string): Promise<number[]> {
  const folder = scadaDayFolder(root, plantId, day);
  try {
    const names = await readdir(folder);
    return names
      .flatMap((name) => FILE_PATTERN.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw new HeliographError('storage', `cannot read ${folder}: ${messageOf(error)}`, { cause: error });
  }
}
