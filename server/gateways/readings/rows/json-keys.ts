/**
 * The names of a JSON object's own members, in their order and as often as they come: JSON.parse keeps only the last of a
 * name. The text must be a JSON object.
 */
export function jsonKeys(text: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  let lastText = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ':' && depth === 1) keys.push(lastText);
    else if (character === '"') {
      const end = endOfText(text, at);
      if (depth === 1) lastText = textOf(text.slice(at, end + 1));
      at = end;
    }
  }
  return keys;
}

/** Where the closing quote of the text is that begins at `start`. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

function textOf(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}
