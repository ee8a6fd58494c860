import type { Site } from './clear-sky.ts';

export const SKY_REGIMES = ['clear', 'scattered', 'broken', 'overcast', 'changing'] as const;

export type SkyRegime = (typeof SKY_REGIMES)[number];

/** Clouds of days asked for as wide, beside those of the five skies. */
export type SkyTexture = 'isolated' | 'plateaus' | 'flicker';

/** What another plane than the modules', or a place apart, needs to know of a day. */
export interface SkyView {
  site: Site;
  /** Part of the clear-sky irradiance that the clouds leave, a value a slot. */
  index: Float64Array;
}

/** The weather of a plant day on its 4,320 slots, shared by all its arrays. */
export interface WeatherDay {
  seed: string;
  regime: SkyRegime;
  /** Clouds put on top of the regime; only on wide days. */
  texture?: SkyTexture | null;
  /** 1..366. */
  dayOfYear: number;
  /** Plane-of-array irradiance, W/m², 0 at night. */
  poaIrradiance: Float64Array;
  /** Part of it that casts no shadow, 0..1. */
  diffusePart: Float64Array;
  /** °C. */
  airTemperature: Float64Array;
  /** m/s. */
  windSpeed: Float64Array;
  view: SkyView;
}
