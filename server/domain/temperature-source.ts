/**
 * Where the module temperature of a day is from: its thermometer; estimated from irradiance and the air's temperature; or
 * from irradiance and an air temperature that is assumed, since nobody measured it.
 */
export const TEMPERATURE_SOURCES = ['measured', 'air', 'assumed'] as const;

export type TemperatureSource = (typeof TEMPERATURE_SOURCES)[number];
