import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';

let loaded: { version: string; classifier: Promise<Classifier> } | undefined;

/** The network of this thread, built once: a thread judges many shards and windows. */
export function threadClassifier({
  version,
  topologyJson,
  weights,
}: Pick<LoadedModel, 'version' | 'topologyJson' | 'weights'>): Promise<Classifier> {
  if (loaded?.version !== version) loaded = { version, classifier: createClassifier({ topologyJson, weights }) };
  return loaded.classifier;
}
