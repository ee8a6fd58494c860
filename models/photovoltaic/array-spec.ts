import { HeliographError } from '#server/errors.ts';
import { CS6U_330P, checkModuleParameters, type ModuleParameters } from './module-parameters.ts';

/** What an array is built of. */
export interface ArraySpec {
  module: ModuleParameters;
  modulesInSeries: number;
  /** Strings in parallel. */
  strings: number;
  /** A diode in each string that keeps current from being driven backwards through it. */
  blockingDiodes: boolean;
  /** Whether its negative conductor is grounded: one ground fault of a floating array closes no circuit. */
  grounding: Grounding;
}

export const GROUNDINGS = ['negative', 'floating'] as const;

export type Grounding = (typeof GROUNDINGS)[number];

export const DEFAULT_ARRAY: ArraySpec = {
  module: CS6U_330P,
  modulesInSeries: 5,
  strings: 3,
  blockingDiodes: false,
  grounding: 'negative',
};

/** Throws a HeliographError that names what is wrong. The limits are those of a nameplate. */
export function checkArraySpec(spec: ArraySpec): void {
  requireInteger('modulesInSeries', spec.modulesInSeries, 60);
  requireInteger('strings', spec.strings, 100);
  checkModuleParameters(spec.module);
  if (GROUNDINGS.includes(spec.grounding)) return;
  throw new HeliographError(
    'invalid_input',
    `array.grounding must be ${GROUNDINGS.join(' or ')}, not ${spec.grounding}`,
  );
}

function requireInteger(name: string, value: number, highest: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= highest) return;
  throw new HeliographError('invalid_input', `array.${name} must be an integer from 1 to ${highest}, not ${value}`);
}
