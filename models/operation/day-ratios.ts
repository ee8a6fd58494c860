import type { Nameplate } from '#domain/nameplate.ts';
import { SLOTS_PER_DAY } from '#domain/plant-day.ts';
import { moduleTablesOf } from '#models/photovoltaic/diode-tables.ts';
import { CS6U_330P } from '#models/photovoltaic/module-parameters.ts';
import { photocurrentOf, STC_IRRADIANCE, ZERO_CELSIUS_K } from '#models/photovoltaic/single-diode.ts';
import { type CompletedSeries, SLOT_UNKNOWN } from './complete-series.ts';

/** Ratios say nothing below this light, W/m², and all they have from the second one on. */
export const DARK_IRRADIANCE = 50;
export const FULL_WEIGHT_IRRADIANCE = 150;
/** Ratios beyond are a sensor's or a nameplate's; they are held there. */
const LARGEST_RATIO = 2;
/** An exponent beyond which the diode alone takes many times the photocurrent. */
const LARGEST_EXPONENT = 60;

/** An array's day against what its nameplate and its sensors let expect, one value per slot. */
export interface DayRatios {
  /** How much a slot counts: 0 in the dark and where nothing is known, 1 from 150 W/m² on. */
  weight: Float32Array;
  /** Measured over expected voltage at the maximum power point, 0..2. */
  voltage: Float32Array;
  /** Measured over expected current at the maximum power point, 0..2. */
  current: Float32Array;
  /** Photocurrent that the measured point needs over the one that the light gives, 0..2. */
  photocurrent: Float32Array;
  /**
   * By what a deviation of `photocurrent` is to be divided: 1 near and below the maximum power point; towards the
   * open-circuit voltage, where a per cent of voltage is many of photocurrent, as many times more.
   */
  steepness: Float32Array;
  /** W/m², 0 or more. */
  irradiance: Float32Array;
}

/**
 * Ratios of a day. The photocurrent that a point (V, I) needs is that of the single-diode equation solved for it,
 *     I_L = I + I_0 (exp((V + I R_s) / a) - 1) + (V + I R_s) / R_sh,
 * with De Soto's parameters at the slot's irradiance and temperature: a healthy array has ratio 1 wherever its converter holds
 * it on the curve, at its maximum, limited, or open; a fault takes photocurrent or voltage.
 */
export function dayRatiosOf(completed: CompletedSeries, nameplate: Nameplate): DayRatios {
  const { series, known } = completed;
  const module = nameplate.module ?? CS6U_330P;
  const tables = moduleTablesOf(module);
  const { stc } = tables;
  const channel = () => new Float32Array(SLOTS_PER_DAY);
  const ratios: DayRatios = {
    weight: channel(),
    voltage: channel().fill(1),
    current: channel().fill(1),
    photocurrent: channel().fill(1),
    steepness: channel().fill(1),
    irradiance: channel(),
  };
  for (let slot = 0; slot < SLOTS_PER_DAY; slot++) {
    const light = Math.max(series.irradiance[slot] as number, 0);
    ratios.irradiance[slot] = light;
    if (known[slot] === SLOT_UNKNOWN || light <= DARK_IRRADIANCE) continue;
    ratios.weight[slot] = Math.min((light - DARK_IRRADIANCE) / (FULL_WEIGHT_IRRADIANCE - DARK_IRRADIANCE), 1);
    const heat = Math.min(Math.max(series.temperature[slot] as number, -45), 110);
    // Of one module, as if it were the one that the parameters describe.
    const voltage = ((series.voltage[slot] as number) / nameplate.vMp) * stc.vMp;
    const current = ((series.current[slot] as number) / nameplate.iMp) * stc.iMp;
    const expectedVoltage = tables.voltagePart(light, heat) * stc.vMp;
    const expectedCurrent = tables.currentPart(light, heat) * stc.iMp;
    ratios.voltage[slot] = clipped(voltage / expectedVoltage);
    ratios.current[slot] = clipped(current / expectedCurrent);
    // De Soto's translation, as in `diodeParameters`, without an object per slot.
    const ideality = (module.aRef * (heat + ZERO_CELSIUS_K)) / (25 + ZERO_CELSIUS_K);
    const saturation = tables.saturationCurrent(heat);
    const shunt = light / (module.rShRef * STC_IRRADIANCE);
    const photocurrent = photocurrentOf(module, light, heat);
    const inner = voltage + current * module.rS;
    const diode = saturation * Math.exp(Math.min(inner / ideality, LARGEST_EXPONENT));
    ratios.photocurrent[slot] = clipped((current + diode - saturation + inner * shunt) / photocurrent);
    // Root of 1 + (d ln I_L / d ln V)^2 here, over the same at the expected maximum.
    const slope = (voltage * (diode / ideality + shunt)) / photocurrent;
    const usual = tables.slopeAtMaximum(light, heat);
    ratios.steepness[slot] = Math.max(1, Math.sqrt((1 + slope * slope) / (1 + usual * usual)));
  }
  return ratios;
}

function clipped(ratio: number): number {
  return Math.min(Math.max(ratio, 0), LARGEST_RATIO);
}
