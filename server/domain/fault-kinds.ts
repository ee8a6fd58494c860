import { CONDITION_LABELS, CONDITIONS, type Condition } from '#domain/conditions.ts';

/** The five conditions that are faults of the array's own circuit. */
export type FaultCondition = Exclude<Condition, 'normal'>;

/** What a fault is about: one of the five conditions, or a converter that was off while most of the others ran. */
export type FaultKind = FaultCondition | 'converter_off';

export const FAULT_CONDITIONS: readonly FaultCondition[] = CONDITIONS.filter((name) => name !== 'normal');
export const FAULT_KINDS: readonly FaultKind[] = [...FAULT_CONDITIONS, 'converter_off'];

export const FAULT_LABELS: Record<FaultKind, string> = { ...CONDITION_LABELS, converter_off: 'Converter off' };

/** An array is off alone when at least this part of the others ran meanwhile: fewer, and it is the plant that was off. */
export const MIN_RAN_WHILE_OFF = 0.5;

/** What decides whether a verdict is a fault, of the verdict and of its evidence. */
export interface FaultSign {
  condition: string | null;
  reason: string | null;
  /** 0..1, of the evidence; null where it is not known. */
  ranWhileOffPart: number | null;
}

/** True when the others' part, 0..1, says that an array was off alone. */
export const isOffAlone = (ranWhileOffPart: number | null): boolean => (ranWhileOffPart ?? 0) >= MIN_RAN_WHILE_OFF;

/**
 * The fault that a verdict shows; null for a normal day, and for one of which no fault is known. `verdict_fault` in the
 * database says the same of its rows, and a test holds the two equal.
 */
export function faultOf({ condition, reason, ranWhileOffPart }: FaultSign): FaultKind | null {
  if (condition !== null) return FAULT_CONDITIONS.find((name) => name === condition) ?? null;
  return reason === 'off' && isOffAlone(ranWhileOffPart) ? 'converter_off' : null;
}

/** The fault that a row of gold of any version shows. */
export function faultOfRow({ verdict, reason, ran_while_off_part: ran }: Readonly<Record<string, unknown>>) {
  const condition = typeof verdict === 'string' && verdict !== 'no_verdict' ? verdict : null;
  const ranWhileOffPart = typeof ran === 'number' ? ran : null;
  return faultOf({ condition, reason: typeof reason === 'string' ? reason : null, ranWhileOffPart });
}
