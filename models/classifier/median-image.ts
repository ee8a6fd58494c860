/** Pixel by pixel the median of images of one size; of an even number the lower of the two in the middle. */
export function medianImageOf(images: readonly Uint8Array[]): Uint8Array {
  const [first] = images;
  if (!first) return new Uint8Array();
  const values = new Uint8Array(images.length);
  return first.map((_, pixel) => {
    images.forEach((image, index) => {
      values[index] = image[pixel] as number;
    });
    return values.sort()[(values.length - 1) >> 1] as number;
  });
}
