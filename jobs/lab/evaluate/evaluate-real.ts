import type { RealEvaluation } from '#domain/evaluation.ts';
import { daysInMemory, judgeFileDays } from '#jobs/commands/classify/judge-file-days.ts';
import { realPlants } from '#jobs/lab/evaluate/real/real-days.ts';
import type { Classifier } from '#models/classifier/classifier.ts';
import type { LoadedModel } from '#server/services/models/check-model.ts';

/** What the model says of the measured days, plant by plant, as `classify` would: no truth is known of them. */
export async function evaluateReal(model: LoadedModel, classifier: Classifier): Promise<RealEvaluation> {
  const found: RealEvaluation = [];
  for (const { name, source, nameplate, days } of await realPlants()) {
    const verdicts = await judgeFileDays(daysInMemory(days), { nameplate, model, classifier, until: null });
    const counts: Record<string, number> = {};
    for (const { condition, reason } of verdicts) {
      const outcome = condition ?? reason ?? 'no_verdict';
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    found.push({ name, source, arrayDays: verdicts.length, verdicts: counts });
  }
  return found;
}
