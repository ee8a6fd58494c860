import h5wasm, { Dataset, File, FS, Group, Module } from 'h5wasm';
import { KERAS_LIMITS, type KerasWeight } from '#domain/keras-network.ts';
import { HeliographError, messageOf } from '#server/errors.ts';

/** Opens an HDF5 file that lies in memory; a HeliographError ('model') says what is wrong with it. */
export async function withHdf5<Result>(bytes: Uint8Array, use: (root: Group) => Result): Promise<Result> {
  await h5wasm.ready;
  if (!FS) throw new HeliographError('internal', 'the HDF5 library has no file system');
  Module.activate_throwing_error_handler();
  // The library's own file system is in memory: nothing touches the disk, and links to other files lead nowhere.
  const name = '/model.h5';
  FS.writeFile(name, bytes);
  try {
    return use(new File(name, 'r'));
  } catch (error) {
    if (error instanceof HeliographError) throw error;
    throw new HeliographError('model', `the HDF5 file is damaged or cut off: ${reasonOf(error)}`, { cause: error });
  } finally {
    FS.unlink(name);
  }
}

/** Pieces at the edge of a weight reach beyond it. */
const LARGEST_PIECE = 64;

const sizeOf = (shape: readonly number[] | null) => (shape ?? []).reduce((product, size) => product * Number(size), 1);

/** The library's errors are stacks of its own: the deepest line says what was found. */
function reasonOf(error: unknown): string {
  const lines = messageOf(error).split('\n');
  const deepest = lines.findLast((line) => /^\s*#\d+:/.test(line));
  return deepest?.replace(/^.*\): /, '') ?? lines[0] ?? 'it cannot be read';
}

/** A group below another; null when there is none. Old layers may have a slash in their name: groups in groups. */
export function groupAt(group: Group, name: string): Group | null {
  if (group.keys().includes(name)) {
    const entry = group.get(name);
    return entry instanceof Group ? entry : null;
  }
  const slash = name.indexOf('/');
  if (slash <= 0) return null;
  const outer = groupAt(group, name.slice(0, slash));
  return outer ? groupAt(outer, name.slice(slash + 1)) : null;
}

/** An attribute as a list of texts; null when there is none. */
export function textsOf(owner: Group, attribute: string): string[] | null {
  const found = owner.attrs[attribute];
  if (!found) return null;
  const { total_size: bytes, shape } = found.metadata;
  // Looked at before it is read: a few bytes can say that a text comes a million times.
  if (!(bytes <= KERAS_LIMITS.configBytes) || sizeOf(shape) > KERAS_LIMITS.perLayer) {
    throw new HeliographError('model', `attribute ${attribute} of ${owner.path} is larger than any of a model`);
  }
  const { value } = found;
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return [value];
  // A list without entries is written as an array of numbers.
  return Array.isArray(value) ? value.map(String) : [];
}

/** How many more weights a model may have; each takes its part before it is read. */
export class WeightBudget {
  #left: number = KERAS_LIMITS.weights;

  take(path: string, count: number): void {
    if (!(count <= this.#left)) {
      const max = KERAS_LIMITS.weights;
      throw new HeliographError('model', `with weight ${path} of ${count} values it has more than ${max} in all`);
    }
    this.#left -= count;
  }
}

/** The float32 values of a dataset. */
export function weightAt(group: Group, key: string, name: string, budget: WeightBudget): KerasWeight {
  const entry = group.get(key);
  if (!(entry instanceof Dataset)) throw new HeliographError('model', `weight ${group.path}/${key} is missing`);
  const { shape, dtype } = entry;
  if (shape === null || dtype !== '<f') {
    throw new HeliographError('model', `weight ${entry.path} is ${JSON.stringify(dtype)}; only float32 is read`);
  }
  const count = sizeOf(shape);
  budget.take(entry.path, count);
  // A piece is unpacked whole, however little of it belongs to the weight.
  const piece = sizeOf(entry.metadata.chunks);
  if (!(piece <= Math.max(count, 1) * LARGEST_PIECE)) {
    throw new HeliographError('model', `weight ${entry.path} of ${count} values is packed in pieces of ${piece}`);
  }
  const { value } = entry;
  if (!(value instanceof Float32Array) || value.length !== count) {
    throw new HeliographError('model', `weight ${entry.path} does not hold the ${count} values it names`);
  }
  return { name, shape: shape.map(Number), values: Float32Array.from(value) };
}
