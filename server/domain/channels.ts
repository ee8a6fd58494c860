/** The four channels of an array, in the order of the image's last axis. */
export const CHANNELS = ['voltage', 'current', 'temperature', 'irradiance'] as const;

export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_UNITS: Record<Channel, string> = {
  voltage: 'V',
  current: 'A',
  temperature: '°C',
  irradiance: 'W/m²',
};

/** An array-day on the grid: one Float32Array of SLOTS_PER_DAY values a channel, NaN where no reading is. */
export type ArraySeries = Record<Channel, Float32Array>;
