import { channelUnitOf, parsePreprocessing, planOf } from '#models/classifier/preprocessing.ts';
import { periodSecondsOf } from '#models/wavelet/scales.ts';
import { CHANNEL_UNITS, CHANNELS, type Channel } from '#server/domain/channels.ts';
import { plantDayStartMs, SLOT_SECONDS } from '#server/domain/plant-day.ts';
import type { ScalogramChannel, ScalogramView } from '#server/domain/views.ts';
import { HeliographError } from '#server/errors.ts';
import { type ArrayDayInput, openSilver } from '#server/services/arrays/find-array-day.ts';

/** The four scalograms of an array-day as the network saw them, with what turns a pixel back into the channel's unit. */
export async function getScalogram(input: ArrayDayInput): Promise<ScalogramView> {
  const { silver, preprocessingJson, found } = await openSilver(input);
  const { image } = silver;
  if (!image) throw noScalogram(found);
  const preprocessing = parsePreprocessing(preprocessingJson);
  const plan = planOf(preprocessing);
  const channelView = (channel: Channel): ScalogramChannel => ({
    unit: CHANNEL_UNITS[channel],
    unitScale: channelUnitOf(channel, found.array.nameplate),
    ...preprocessing.channels[channel],
    pixelsBase64: Buffer.from(planeOf(image, CHANNELS.indexOf(channel))).toString('base64'),
  });
  return {
    startMs: plantDayStartMs(found.day, found.plant.utcOffsetMinutes),
    scales: plan.scales.length,
    bins: plan.bins,
    binSeconds: (plan.samples * SLOT_SECONDS) / plan.bins,
    periodsSeconds: Array.from(plan.scales, (scale) => periodSecondsOf(scale, SLOT_SECONDS)),
    voltage: channelView('voltage'),
    current: channelView('current'),
    temperature: channelView('temperature'),
    irradiance: channelView('irradiance'),
  };
}

/** The image of an array-day as bytes: uint8, [64 scales][64 time bins][voltage, current, temperature, irradiance]. */
export async function getScalogramBytes(
  input: ArrayDayInput,
): Promise<{ startMs: number; bytes: Uint8Array<ArrayBuffer> }> {
  const { silver, found } = await openSilver(input);
  if (!silver.image) throw noScalogram(found);
  return { startMs: plantDayStartMs(found.day, found.plant.utcOffsetMinutes), bytes: new Uint8Array(silver.image) };
}

function noScalogram({ array, day }: { array: { deviceId: string }; day: string }): HeliographError {
  return new HeliographError('no_data', `${array.deviceId} has no scalogram on ${day}`);
}

/** One channel of an image whose pixels lie as [scale][bin][channel]. */
function planeOf(image: Uint8Array, channel: number): Uint8Array {
  return Uint8Array.from(
    { length: image.length / CHANNELS.length },
    (_, cell) => image[cell * CHANNELS.length + channel] ?? 0,
  );
}
