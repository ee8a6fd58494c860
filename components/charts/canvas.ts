/** Sizes a canvas for the screen's pixel density and clears it; null when the browser has no 2D context to give. */
export function openCanvas(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context?.setTransform(density, 0, 0, density, 0, 0);
  return context;
}

/** A coordinate moved to the nearest device pixel, so that edges are sharp. */
export function snap(value: number): number {
  const density = window.devicePixelRatio || 1;
  return Math.round(value * density) / density;
}

/** Diagonal lines `spacing` CSS pixels apart. */
export function hatchPattern(context: CanvasRenderingContext2D, color: string, spacing: number): CanvasPattern | null {
  const density = window.devicePixelRatio || 1;
  const size = Math.max(3, Math.round(spacing * density));
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = color;
  pen.lineWidth = Math.max(1, density);
  pen.beginPath();
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift, size);
    pen.lineTo(shift + size, 0);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / density));
  return pattern;
}
