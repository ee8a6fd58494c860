import { artifactsOf, type NetworkFiles, networkFilesOf } from '#models/classifier/artifacts.ts';
import { selectBackend } from '#models/classifier/backend.ts';
import { buildNetwork, NETWORKS } from '#models/classifier/networks.ts';
import { IMAGE_PIXELS } from '#models/classifier/preprocessing.ts';
import { createSeededRandom } from '#models/classifier/seeded-random.ts';

/** `count` images of uniform noise. */
export function randomImages(count: number, seed: number): Uint8Array {
  const random = createSeededRandom(seed);
  return Uint8Array.from({ length: count * IMAGE_PIXELS }, () => Math.floor(256 * random()));
}

/** A network that nobody has trained. */
export async function untrainedNetwork(seed: number): Promise<NetworkFiles> {
  await selectBackend('wasm');
  const network = buildNetwork(NETWORKS.lenet5, seed);
  const files = networkFilesOf(await artifactsOf(network));
  network.dispose();
  return files;
}
