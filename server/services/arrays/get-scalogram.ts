import { CHANNEL_UNITS, CHANNELS, type Channel } from '#domain/channels.ts';
import { plantDayStartMs, SLOT_SECONDS } from '#domain/plant-day.ts';
import type { ScalogramChannel, ScalogramView } from '#domain/views.ts';
import { MEASURED_PLAN, MEASURED_PREPROCESSING, measuredImageOf } from '#models/classifier/measured-scalograms.ts';
import { channelUnitOf } from '#models/classifier/preprocessing.ts';
import { periodSecondsOf } from '#models/wavelet/scales.ts';
import { HeliographError } from '#server/errors.ts';
import type { ArrayDayInput } from '#server/services/arrays/find-array-day.ts';
import { planeBase64 } from '#server/services/arrays/image-plane.ts';
import { openArrayDay } from '#server/services/arrays/open-array-day.ts';
import type { ServiceContext } from '#server/services/context.ts';

/** The four scalograms of an array-day as it was measured, with what turns a pixel back into the channel's unit. */
export async function getScalogram(context: ServiceContext, input: ArrayDayInput): Promise<ScalogramView> {
  const { image, found } = await measuredImage(context, input);
  const { scales, bins, samples } = MEASURED_PLAN;
  const channelView = (channel: Channel): ScalogramChannel => ({
    unit: CHANNEL_UNITS[channel],
    unitScale: channelUnitOf(channel, found.array.nameplate),
    ...MEASURED_PREPROCESSING.channels[channel],
    pixelsBase64: planeBase64(image, CHANNELS.indexOf(channel), CHANNELS.length),
  });
  return {
    startMs: plantDayStartMs(found.day, found.plant.utcOffsetMinutes),
    scales: scales.length,
    bins,
    binSeconds: (samples * SLOT_SECONDS) / bins,
    periodsSeconds: Array.from(scales, (scale) => periodSecondsOf(scale, SLOT_SECONDS)),
    voltage: channelView('voltage'),
    current: channelView('current'),
    temperature: channelView('temperature'),
    irradiance: channelView('irradiance'),
  };
}

/** The scalograms as bytes: uint8, [64 scales][64 time bins][voltage, current, temperature, irradiance]. */
export async function getScalogramBytes(
  context: ServiceContext,
  input: ArrayDayInput,
): Promise<{ startMs: number; bytes: Uint8Array<ArrayBuffer> }> {
  const { image, found } = await measuredImage(context, input);
  return { startMs: plantDayStartMs(found.day, found.plant.utcOffsetMinutes), bytes: new Uint8Array(image) };
}

async function measuredImage(context: ServiceContext, input: ArrayDayInput) {
  const found = await openArrayDay(context, input);
  const image = measuredImageOf((await found.readSilver()).series, found.array.nameplate);
  if (image) return { image, found };
  throw new HeliographError('no_data', `${found.array.deviceId} has no scalogram on ${found.day}`);
}
