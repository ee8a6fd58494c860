import type { Channel } from '#domain/channels.ts';
import type { Nameplate } from '#domain/nameplate.ts';

export interface Limits {
  min: number;
  max: number;
}

/**
 * Physical limits of each channel; a value outside is a sensor's or a telegram's fault and becomes missing.
 * Voltage and current scale with the nameplate (V, A): open-circuit voltage on a freezing morning reaches 1.45 V_mp,
 * cloud-edge irradiance drives 1.35 I_mp. The record cloud enhancement is near 1,600 W/m². A thermometer whose
 * wire is open reads about -50 °C, hence the floor at -45 °C.
 */
export function channelLimits(nameplate: Nameplate): Record<Channel, Limits> {
  return {
    voltage: { min: -0.1 * nameplate.vMp, max: 1.6 * nameplate.vMp },
    current: { min: -0.5 * nameplate.iMp, max: 1.6 * nameplate.iMp },
    temperature: { min: -45, max: 110 },
    irradiance: { min: -20, max: 1700 },
  };
}
