/** Why an array-day has no verdict. */
export const NO_VERDICT_REASONS = [
  'insufficient_data',
  'uncertain',
  'unfamiliar',
  'processing_error',
  'limited',
  'off',
  'check_registration',
] as const;

export type NoVerdictReason = (typeof NO_VERDICT_REASONS)[number];

export const NO_VERDICT_LABELS: Record<NoVerdictReason, string> = {
  insufficient_data: 'Not enough data',
  uncertain: 'Uncertain',
  unfamiliar: 'Unfamiliar',
  processing_error: 'Processing error',
  limited: 'Power limited',
  off: 'Converter off',
  check_registration: 'Check registration',
};
