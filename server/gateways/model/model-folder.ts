import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST_FILE } from '#domain/model-manifest.ts';
import { readSettings } from '#server/env.ts';
import { HeliographError } from '#server/errors.ts';
import type { ModelLocation } from '#server/gateways/model/read-model.ts';
import { manifestText, type NewModel, type SealedModel, sealModel } from '#server/gateways/model/seal-model.ts';
import { systemCode, whyNotWritten } from '#server/gateways/objects/write-errors.ts';

/** The bundled model's folder. */
export function bundledModelFolder(): string {
  return path.resolve(readSettings().HELIOGRAPH_MODEL);
}

export function modelFolderLocation(folder: string): ModelLocation {
  const nameOf = (file: string) => path.join(folder, file);
  return { nameOf, read: async (file) => new Uint8Array(await readFile(nameOf(file))) };
}

/** Writes a model with its manifest into a folder, over what is there. Returns what the manifest says. */
export async function writeModelFolder(folder: string, model: NewModel): Promise<SealedModel['manifest']> {
  const sealed = sealModel(model);
  await writeSealedModel(folder, sealed);
  return sealed.manifest;
}

/** Writes the files of a model, the manifest last: an interrupted write is a damaged model, never a wrong one. */
export async function writeSealedModel(folder: string, { manifest, files }: SealedModel): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, bytes] of files) await writeFile(path.join(folder, name), bytes);
    await writeFile(path.join(folder, MANIFEST_FILE), manifestText(manifest));
  } catch (error) {
    throw new HeliographError('storage', `cannot write ${folder}: ${whyNotWritten(error)}`, { cause: error });
  }
}

/** Refuses a folder that has something in it. */
export async function checkFolderIsNew(folder: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw new HeliographError('invalid_input', `cannot write into ${folder}: ${whyNotWritten(error)}`);
  }
  if (names.length > 0) throw new HeliographError('invalid_input', `${folder} is not empty: name a new folder`);
}
