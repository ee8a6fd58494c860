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
