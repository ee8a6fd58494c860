/** Lengths of a live window; each divides an hour and the plant day. */
export const LIVE_WINDOWS = ['off', '5m', '10m', '15m', '20m', '30m', '1h'] as const;

export type LiveWindowSetting = (typeof LIVE_WINDOWS)[number];

/** Minutes of a window; null for `off`. */
export function windowMinutesOf(setting: LiveWindowSetting): number | null {
  if (setting === 'off') return null;
  return setting.endsWith('h') ? Number.parseInt(setting, 10) * 60 : Number.parseInt(setting, 10);
}
