/** Draws RGBA pixels stretched over width x height CSS pixels, each pixel a sharp rectangle; decides nothing. */
export function drawScalogram(
  context: CanvasRenderingContext2D,
  rgba: Uint8ClampedArray<ArrayBuffer>,
  columns: number,
  width: number,
  height: number,
): void {
  const rows = rgba.length / 4 / columns;
  const image = document.createElement('canvas');
  image.width = columns;
  image.height = rows;
  image.getContext('2d')?.putImageData(new ImageData(rgba, columns, rows), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, width, height);
}
