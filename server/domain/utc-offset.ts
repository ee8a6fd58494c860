/** Minutes of an offset like +01:00, up to 14 hours; null for another text. */
export function parseUtcOffset(text: string): number | null {
  const match = /^([+-])(\d{2}):([0-5]\d)$/.exec(text);
  const minutes = Number(match?.[2]) * 60 + Number(match?.[3]);
  if (!match || minutes > 14 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}
