import { MANIFEST_FILE } from '#domain/model-manifest.ts';
import { HeliographError, messageOf } from '#server/errors.ts';
import { modelVersionOf, parseManifest, type SealedModel, sha256Of } from '#server/gateways/model/seal-model.ts';

/** Where a model's files lie: a folder, or a version in the bootstrap store. */
export interface ModelLocation {
  /** The name of a file there, for messages. */
  nameOf(file: string): string;
  read(file: string): Promise<Uint8Array>;
}

/** Reads a model and holds every file against its manifest. Throws `model` that names the file and what is wrong. */
export async function readModel(location: ModelLocation): Promise<SealedModel> {
  const read = async (file: string) => {
    try {
      return await location.read(file);
    } catch (error) {
      const reason = `cannot read the model's ${location.nameOf(file)}: ${messageOf(error)}`;
      throw new HeliographError('model', reason, { cause: error });
    }
  };
  const text = Buffer.from(await read(MANIFEST_FILE)).toString('utf8');
  const manifest = parseManifest(text, location.nameOf(MANIFEST_FILE));
  const files = new Map<string, Uint8Array>();
  for (const [name, { sizeBytes, sha256 }] of Object.entries(manifest.files)) {
    const bytes = await read(name);
    if (bytes.length !== sizeBytes) {
      throw damaged(location.nameOf(name), `it has ${bytes.length} bytes, its manifest says ${sizeBytes}`);
    }
    if (sha256Of(bytes) !== sha256) throw damaged(location.nameOf(name), 'its SHA-256 is not the one of its manifest');
    files.set(name, bytes);
  }
  const version = modelVersionOf(manifest.name, files);
  if (version !== manifest.version) {
    throw damaged(location.nameOf(MANIFEST_FILE), `its files are version ${version}, it says ${manifest.version}`);
  }
  return { manifest, files };
}

const damaged = (file: string, reason: string) => new HeliographError('model', `${file} is damaged: ${reason}`);
