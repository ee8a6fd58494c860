// What `heliograph/photovoltaic` exports; docs/library.md shows its use. What is not here may change at any time.
export { CONDITIONS, type Condition } from '#domain/conditions.ts';
export { type ArraySpec, DEFAULT_ARRAY } from './array-spec.ts';
export { type Datasheet, fitModule } from './fit-module.ts';
export { CS6U_330P, MODULES, type ModuleParameters, SPR_E20_327 } from './module-parameters.ts';
export { type ArrayDayOptions, type ArrayDayTruth, simulateArrayDay } from './simulate-array-day.ts';
export {
  currentAtVoltage,
  type DiodeParameters,
  diodeParameters,
  maximumPowerPoint,
  type OperatingPoint,
  openCircuitVoltage,
  shortCircuitCurrent,
} from './single-diode.ts';
export { createWeatherDay } from './weather.ts';
export type { WeatherDay } from './weather-day.ts';
