/** Keeps the last answers of something slow, and lets those who ask for the same at once wait for one answer. */
export class BoundedCache<T> {
  readonly #limit: number;
  readonly #entries = new Map<string, Promise<T>>();

  /** @param limit answers kept, 1 or more; the one that was not asked for longest goes first */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** True when the answer of `key` is kept, or on its way. */
  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** The answer of `key`; what fails is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#entries.get(key);
    const answer = kept ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, answer);
    if (!kept) {
      answer.catch(() => {
        if (this.#entries.get(key) === answer) this.#entries.delete(key);
      });
      const [oldest] = this.#entries.keys();
      if (this.#entries.size > this.#limit && oldest !== undefined) this.#entries.delete(oldest);
    }
    return answer;
  }
}
