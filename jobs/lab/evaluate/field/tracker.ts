import { clamp } from './day-grid.ts';
import type { Converter } from './plan.ts';
import type { FieldRandom } from './random.ts';
import type { Rating, Source } from './source.ts';

/** Steps of the tracker between two readings. */
const STEPS = 4;
const SCAN_POINTS = 24;

/** Follows the maximum power, within the window and under the limit of its converter. */
export class Tracker {
  readonly window: readonly [number, number];
  readonly #settings: Converter;
  readonly #rating: Rating;
  readonly #source: Source;
  readonly #random: FieldRandom;
  #volts = 0;
  #direction = -1;
  #power = 0;
  /** Where the limiting loop stands, V; it never is below the tracker. */
  #held = 0;

  constructor(settings: Converter, rating: Rating, source: Source, random: FieldRandom) {
    [this.#settings, this.#rating, this.#source, this.#random] = [settings, rating, source, random];
    this.window = [settings.windowShare[0] * rating.vMp, settings.windowShare[1] * rating.vMp];
  }

  start(volts: number): void {
    [this.#volts, this.#power, this.#held] = [volts, 0, volts];
  }

  /** One slot; the voltage and current at its end, V and A. */
  step(slot: number): [number, number] {
    const { sweepEverySlots, sweepCaught, tracking, limit } = this.#settings;
    if (sweepEverySlots > 0 && slot % sweepEverySlots === 0) {
      const seen = this.#scan();
      if (sweepCaught || this.#random.chance(0.1)) return seen;
    }
    for (let i = 0; i < STEPS; i++) {
      if (this.#source.current(this.#volts) <= 0) this.#move(-0.06 * this.#rating.vOc);
      else if (tracking === 'perturb') this.#perturb();
      else this.#climb();
    }
    const amps = Math.max(0, this.#source.current(this.#volts));
    const share = typeof limit.share === 'number' ? limit.share : (limit.share[slot] ?? 9);
    const max = share * this.#rating.power * this.#unrest(slot);
    if (this.#volts * amps <= max && this.#held <= this.#volts) return [this.#volts, amps];
    return this.#limited(max);
  }

  #move(step: number): void {
    this.#volts = clamp(this.#volts + step, ...this.window);
  }

  /** Perturb and observe: turns round when the power has fallen. */
  #perturb(): void {
    const power = this.#volts * this.#source.current(this.#volts);
    if (power < this.#power) this.#direction = -this.#direction;
    this.#power = power;
    this.#move(this.#direction * this.#settings.stepShare * this.#rating.vOc);
  }

  /** Incremental conductance: steps by the slope of the power, and a small unrest that measures it. */
  #climb(): void {
    const probe = this.#settings.stepShare * this.#rating.vOc;
    const here = this.#source.current(this.#volts);
    const beside = this.#source.current(this.#volts + probe);
    const slope = ((this.#volts + probe) * beside - this.#volts * here) / probe / Math.max(here, 0.02);
    this.#direction = -this.#direction;
    this.#move(clamp(0.025 * slope, -0.02, 0.02) * this.#rating.vOc + 0.4 * this.#direction * probe);
  }

  /** Looks at the whole window and starts again from its best point; returns one point on the way. */
  #scan(): [number, number] {
    const [low, high] = [this.window[0], Math.min(this.window[1], 1.15 * this.#rating.vOc)];
    let best = 0;
    for (let i = 0; i <= SCAN_POINTS; i++) {
      const volts = low + ((high - low) * i) / SCAN_POINTS;
      const power = volts * this.#source.current(volts);
      if (power > best) [best, this.#volts] = [power, volts];
    }
    this.#power = 0;
    const caught = low + (high - low) * this.#random.next();
    const amps = this.#source.current(caught);
    return amps > 0 ? [caught, amps] : [this.#volts, Math.max(0, this.#source.current(this.#volts))];
  }

  #unrest(slot: number): number {
    const { style, periodSlots } = this.#settings.limit;
    if (style !== 'oscillating') return 1 + this.#random.normal(0.002);
    return 1 + 0.07 * Math.sin((2 * Math.PI * slot) / periodSlots) + this.#random.normal(0.015);
  }

  /** Holds the power down by a higher voltage: at once, or by a slow loop. */
  #limited(max: number): [number, number] {
    const highest = 1.3 * this.#rating.vOc;
    if (this.#settings.limit.style === 'slow') {
      this.#held = Math.max(this.#held, this.#volts);
      for (let i = 0; i < STEPS; i++) {
        const excess = (this.#held * this.#source.current(this.#held)) / Math.max(max, 1) - 1;
        this.#held += clamp(0.03 * excess, -0.006, 0.012) * this.#rating.vOc;
      }
      this.#held = clamp(this.#held, this.#volts, highest);
      const amps = this.#source.current(this.#held);
      if (amps > 0) return [this.#held, amps];
      this.#held = this.#volts;
    }
    let [low, high] = [this.#volts, highest];
    for (let i = 0; i < 16; i++) {
      const middle = (low + high) / 2;
      if (middle * this.#source.current(middle) > max) low = middle;
      else high = middle;
    }
    return [low, Math.max(0, this.#source.current(low))];
  }
}
