import { HeliographError } from '#server/errors.ts';
import { CS6U_330P, checkModuleParameters, type ModuleParameters } from './module-parameters.ts';

/** What an array is built of. The negative conductor is grounded. */
export interface ArraySpec {
  module: ModuleParameters;
  modulesInSeries: number;
  /** Strings in parallel. */
  strings: number;
  /** A diode in each string that keeps current from being driven backwards through it. */
  blockingDiodes: boolean;
}

export const DEFAULT_ARRAY: ArraySpec = {
  module: CS6U_330P,
  modulesInSeries: 5,
  strings: 3,
  blockingDiodes: false,
};

/** Throws a HeliographError that names what is wrong. The limits are those of a nameplate. */
export function checkArraySpec(spec: ArraySpec): void {
  requireInteger('modulesInSeries', spec.modulesInSeries, 60);
  requireInteger('strings', spec.strings, 100);
  checkModuleParameters(spec.module);
}

function requireInteger(name: string, value: number, highest: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= highest) return;
  throw new HeliographError('invalid_input', `array.${name} must be an integer from 1 to ${highest}, not ${value}`);
}
