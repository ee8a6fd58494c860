import { describe, inject } from 'vitest';
import type { TestKafka } from '../setup/kafka-broker.ts';

/** A group of tests on the real broker; skipped, as the setup has said, on a machine without Java. */
export function describeWithKafka(name: string, tests: (kafka: TestKafka) => void): void {
  const kafka = inject('kafka');
  if (kafka) describe(name, () => tests(kafka));
  else describe.skip(name, () => undefined);
}
