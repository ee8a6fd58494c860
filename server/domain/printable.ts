// Controls, invisible formats (which also turn the direction of a text), line and paragraph separators, halves of pairs.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text from outside as a terminal or a file may show it: what cannot be seen, or steers a terminal, is written \u{1b}. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** True when every character of the text can be seen. */
export function isPrintable(text: string): boolean {
  return text.search(UNPRINTABLE) < 0;
}
