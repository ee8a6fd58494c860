/** Colours of the drawings, on a light and on a dark ground. */
const STYLE = `
  .ground { fill: #ffffff } .ink { fill: #18212a } .quiet { fill: #566471 } .cell { fill: #0b5a9e }
  .line { stroke: #b9c6d1; stroke-width: 1; fill: none } .mark { fill: #0b5a9e } .other { fill: #d9822b }
  .cell-ink { fill: #ffffff }
  text { font: 13px system-ui, sans-serif } .title { font-size: 16px; font-weight: 650 } .small { font-size: 11.5px }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #161e25 } .ink { fill: #dbe4ec } .quiet { fill: #9fb0bd } .cell { fill: #388ce3 }
    .line { stroke: #475763 } .mark { fill: #5aa1e7 } .other { fill: #f1a94e }
  }
`;

export type Anchor = 'start' | 'middle' | 'end';

/** A whole drawing on its ground; `title` is read aloud. */
export function svg(width: number, height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    rect(0, 0, width, height, 'ground'),
    text(20, 30, title, 'ink title'),
    ...parts,
    '</svg>\n',
  ].join('\n');
}

export function text(x: number, y: number, words: string, style = 'ink', anchor: Anchor = 'start'): string {
  return `<text x="${short(x)}" y="${short(y)}" class="${style}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

export function rect(x: number, y: number, width: number, height: number, style: string, opacity = 1): string {
  const faint = opacity === 1 ? '' : ` fill-opacity="${short(opacity)}"`;
  const size = `width="${short(width)}" height="${short(height)}"`;
  return `<rect x="${short(x)}" y="${short(y)}" ${size} class="${style}"${faint}/>`;
}

export function line(points: readonly (readonly [number, number])[], dashed = false): string {
  const list = points.map(([x, y]) => `${short(x)},${short(y)}`).join(' ');
  return `<polyline points="${list}" class="line"${dashed ? ' stroke-dasharray="4 4"' : ''}/>`;
}

export function dot(x: number, y: number, radius: number, style: string): string {
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" class="${style}"/>`;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
