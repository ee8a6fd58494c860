import { type Classifier, createClassifier } from '#models/classifier/classifier.ts';
import type { PredictShard } from './payload.ts';

let loaded: { version: string; classifier: Promise<Classifier> } | undefined;

/** The network of this thread, built once: a thread predicts many shards. */
export function threadClassifier({ version, topologyJson, weights }: PredictShard['model']): Promise<Classifier> {
  if (loaded?.version !== version) loaded = { version, classifier: createClassifier({ topologyJson, weights }) };
  return loaded.classifier;
}
