import { CHANNEL_UNITS, CHANNELS, type Channel, IMAGE_CHANNEL_LABELS, type ImageChannel } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';
import type { NetworkChannel, NetworkImageView } from '#domain/network-image.ts';
import { plantDayStartMs, SLOT_SECONDS } from '#domain/plant-day.ts';
import { layoutOf } from '#models/classifier/image-layout.ts';
import { channelUnitOf, type Preprocessing, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { periodSecondsOf } from '#models/wavelet/scales.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { planeBase64 } from '#server/services/arrays/image-plane.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import type { ServiceContext } from '#server/services/context.ts';
import { getRunRow } from '#server/stores/runs.ts';

/** The four channels of an array-day as the run's network saw them, with what turns a pixel back into a value. */
export async function getNetworkImage(context: ServiceContext, input: ArrayDayInput): Promise<NetworkImageView> {
  const { array, plant, day, verdict, readImage } = await openArrayDay(context, input);
  const { image, preprocessingJson } = await readImage();
  const preprocessing = parsePreprocessing(preprocessingJson);
  const { scales, bins, samples } = planOf(preprocessing);
  const { channels, levelRows } = layoutOf(preprocessing);
  const run = await getRunRow(context.db, verdict.runId);
  const waveletRows = scales.length - levelRows;
  return {
    startMs: plantDayStartMs(day, plant.utcOffsetMinutes),
    modelVersion: run?.modelVersion ?? null,
    rows: scales.length,
    bins,
    binSeconds: (samples * SLOT_SECONDS) / bins,
    periodsSeconds: Array.from(scales.slice(0, waveletRows), (scale) => periodSecondsOf(scale, SLOT_SECONDS)),
    levelRows,
    channels: channels.map((name, index) => ({
      name,
      label: IMAGE_CHANNEL_LABELS[name],
      ...unitOf(name, preprocessing, array.nameplate),
      ...limitsOf(name, preprocessing),
      pixelsBase64: planeBase64(image, index, channels.length),
    })),
  };
}

/** The image as bytes: uint8, [64 rows][64 time bins][4 channels], the channels in the order of `channels`. */
export async function getNetworkImageBytes(
  context: ServiceContext,
  input: ArrayDayInput,
): Promise<{ startMs: number; channels: readonly ImageChannel[]; bytes: Uint8Array<ArrayBuffer> }> {
  const { plant, day, readImage } = await openArrayDay(context, input);
  const { image, preprocessingJson } = await readImage();
  const { channels } = layoutOf(parsePreprocessing(preprocessingJson));
  const startMs = plantDayStartMs(day, plant.utcOffsetMinutes);
  return { startMs, channels, bytes: new Uint8Array(image) };
}

/** What one unit of a channel is. Version 2 divides the measured ones by the same, and deviations are parts. */
function unitOf(
  name: ImageChannel,
  { version }: Preprocessing,
  nameplate: Nameplate,
): Pick<NetworkChannel, 'unit' | 'unitScale'> {
  const measured = CHANNELS.find((channel) => channel === name);
  if (measured) return { unit: CHANNEL_UNITS[measured], unitScale: channelUnitOf(measured, nameplate) };
  return name === 'operating_state' && version === 2 ? { unit: '', unitScale: 1 } : { unit: '%', unitScale: 100 };
}

function limitsOf(
  name: ImageChannel,
  preprocessing: Preprocessing,
): Pick<NetworkChannel, 'eps' | 'lo' | 'hi' | 'level'> {
  if (preprocessing.version === 1) return { ...preprocessing.channels[name as Channel], level: null };
  const of = preprocessing.channels.find((channel) => channel.name === name);
  if (!of) throw new RangeError(`no channel ${name} in the preprocessing`);
  const { eps, lo, hi, level } = of;
  return { eps, lo, hi, level: preprocessing.levelRows > 0 ? level : null };
}
