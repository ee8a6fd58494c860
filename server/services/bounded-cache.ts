import { LRUCache } from 'lru-cache';

/** Keeps the last answers of something slow, and lets those who ask for the same at once wait for one answer. */
export class BoundedCache<T> {
  readonly #answers: LRUCache<string, Promise<T>>;

  /** @param limit answers kept, 1 or more; the one that was not asked for longest goes first */
  constructor(limit: number) {
    this.#answers = new LRUCache({ max: limit });
  }

  /** True when the answer of `key` is kept, or on its way. */
  has(key: string): boolean {
    return this.#answers.has(key);
  }

  /** The answer of `key`; what fails is not kept. */
  get(key: string, make: () => Promise<T>): Promise<T> {
    const cached = this.#answers.get(key);
    if (cached) return cached;
    const answer = make();
    this.#answers.set(key, answer);
    answer.catch(() => {
      if (this.#answers.peek(key) === answer) this.#answers.delete(key);
    });
    return answer;
  }
}
