/** FNV-1a over the UTF-16 units of a text, with a last avalanche: four words of it seed a stream. */
function hashText(text: string, basis: number): number {
  let hash = (2166136261 ^ basis) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39) >>> 0;
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** A named stream of random numbers (sfc32): the same name gives the same numbers, streams of other names are independent. */
export class FieldRandom {
  readonly #name: string;
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(name: string) {
    this.#name = name;
    this.#a = hashText(name, 1);
    this.#b = hashText(name, 2);
    this.#c = hashText(name, 3);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** A stream of its own: drawing more from one never changes another. */
  fork(part: string): FieldRandom {
    return new FieldRandom(`${this.#name}/${part}`);
  }

  /** [0, 1) */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Uniform in the logarithm; both ends positive. */
  logBetween(low: number, high: number): number {
    return low * (high / low) ** this.next();
  }

  /** Both ends included. */
  integer(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.next());
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  sign(): 1 | -1 {
    return this.next() < 0.5 ? -1 : 1;
  }

  pick<T>(first: T, ...rest: readonly T[]): T {
    const at = Math.floor(this.next() * (rest.length + 1));
    return at === 0 ? first : (rest[at - 1] ?? first);
  }

  /** Box-Muller, one of the two. */
  normal(sd = 1): number {
    return sd * Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
