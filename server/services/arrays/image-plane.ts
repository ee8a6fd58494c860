/** One channel of an image whose pixels lie as [row][bin][channel], as base64 of a byte a pixel, row-major. */
export function planeBase64(image: Uint8Array, channel: number, channels: number): string {
  const plane = Uint8Array.from(
    { length: image.length / channels },
    (_, cell) => image[cell * channels + channel] ?? 0,
  );
  return Buffer.from(plane).toString('base64');
}
