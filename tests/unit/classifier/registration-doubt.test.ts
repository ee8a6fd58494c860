import { expect, it } from 'vitest';
import { CONDITIONS } from '#domain/conditions.ts';
import { noVerdict, type Verdict } from '#domain/verdict.ts';
import { heldAgainstRegistry } from '#models/classifier/registration-doubt.ts';

const judged = { deviceId: 'ARRAY00001', coverage: 1, evidence: null };
const probabilities = [0.02, 0.9, 0.02, 0.02, 0.02, 0.02];
const verdictOf = (condition: (typeof CONDITIONS)[number]): Verdict => ({
  ...{ ...judged, condition, reason: null, detail: null, confidence: 0.9, probabilities },
});
const DOUBT = 'V_mp is registered as 223.2 V; it gives 16.7 % less';

it('a fault of an array whose registration is doubted is to be checked, and keeps what the network said', () => {
  for (const condition of CONDITIONS.filter((one) => one !== 'normal')) {
    expect(heldAgainstRegistry(verdictOf(condition), DOUBT)).toEqual(
      noVerdict(judged, 'check_registration', `commissioning: ${DOUBT}`, probabilities),
    );
  }
});

it('without a doubt, or without a fault, a verdict is as it was', () => {
  for (const condition of CONDITIONS)
    expect(heldAgainstRegistry(verdictOf(condition), null)).toEqual(verdictOf(condition));
  expect(heldAgainstRegistry(verdictOf('normal'), DOUBT)).toEqual(verdictOf('normal'));
  const unknown = noVerdict(judged, 'uncertain', 'confidence 0.4 is under 0.7');
  expect(heldAgainstRegistry(unknown, DOUBT)).toEqual(unknown);
});
