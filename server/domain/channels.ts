/** The four channels of an array, in the order of the image's last axis. */
export const CHANNELS = ['voltage', 'current', 'temperature', 'irradiance'] as const;

export type Channel = (typeof CHANNELS)[number];

export const CHANNEL_UNITS: Record<Channel, string> = {
  voltage: 'V',
  current: 'A',
  temperature: '°C',
  irradiance: 'W/m²',
};

/** What a channel of a network's image can be of; a model's preprocessing.json names four of them. */
export const IMAGE_CHANNELS = [
  ...CHANNELS,
  'voltage_deviation',
  'current_deviation',
  'photocurrent_deviation',
  'operating_state',
] as const;

export type ImageChannel = (typeof IMAGE_CHANNELS)[number];

export const IMAGE_CHANNEL_LABELS = {
  voltage: 'Voltage',
  current: 'Current',
  temperature: 'Module temperature',
  irradiance: 'Irradiance',
  voltage_deviation: 'Voltage deviation',
  current_deviation: 'Current deviation',
  photocurrent_deviation: 'Photocurrent deviation',
  operating_state: 'Operating state',
} as const satisfies Record<ImageChannel, string>;

/** An array-day on the grid: one Float32Array of SLOTS_PER_DAY values a channel, NaN where no reading is. */
export type ArraySeries = Record<Channel, Float32Array>;
