import { HeliographError } from '#server/errors.ts';

/** Parameters of a module at 1000 W/m² and 25 °C, with the names of the CEC data base. */
export interface ModuleParameters {
  name: string;
  /** Photocurrent, A. */
  iLRef: number;
  /** Saturation current of the diode, A. */
  iORef: number;
  /** Series resistance, ohm. */
  rS: number;
  /** Shunt resistance, ohm. */
  rShRef: number;
  /** Modified ideality factor (ideality x cells x kT/q), V. */
  aRef: number;
  /** Temperature coefficient of the short-circuit current, A/K. */
  alphaSc: number;
  /** The CEC model's correction of alphaSc, %. */
  adjust: number;
  cellsInSeries: number;
}

/** De Soto fit to the datasheet points; its provenance stands in tests/golden/singlediode.json. The default module. */
export const CS6U_330P: ModuleParameters = {
  name: 'CanadianSolar_CS6U_330P',
  iLRef: 9.460531599803884,
  iORef: 4.877957623370009e-11,
  rS: 0.34750972863803165,
  rShRef: 311.82033882089877,
  aRef: 1.755516624399625,
  alphaSc: 0.005008499999999999,
  adjust: 0,
  cellsInSeries: 72,
};

/** A module of 96 back-contact cells; its provenance stands in tests/golden/singlediode.json. */
export const SPR_E20_327: ModuleParameters = {
  name: 'SunPower_SPR_E20_327',
  iLRef: 6.468,
  iORef: 1.88e-10,
  rS: 0.37,
  rShRef: 298.13,
  aRef: 2.6868,
  alphaSc: 0.004522,
  adjust: -0.1862,
  cellsInSeries: 96,
};

/** The modules that tools know by name. */
export const MODULES = { 'CS6U-330P': CS6U_330P, 'SPR-E20-327': SPR_E20_327 } as const;

/** Throws a HeliographError that names the parameter which no module can have. */
export function checkModuleParameters(module: ModuleParameters): void {
  for (const name of ['iLRef', 'iORef', 'rShRef', 'aRef'] as const) {
    if (!(module[name] > 0 && Number.isFinite(module[name]))) refuse(name, 'a number above 0', module[name]);
  }
  if (!(module.rS >= 0 && Number.isFinite(module.rS))) refuse('rS', '0 or more', module.rS);
  for (const name of ['alphaSc', 'adjust'] as const) {
    if (!Number.isFinite(module[name])) refuse(name, 'a number', module[name]);
  }
  const cells = module.cellsInSeries;
  if (!(Number.isInteger(cells) && cells >= 3 && cells % 3 === 0)) {
    refuse('cellsInSeries', 'a multiple of 3, the bypass diodes of a module,', cells);
  }
}

function refuse(name: string, expected: string, value: number): never {
  throw new HeliographError('invalid_input', `module.${name} must be ${expected}, not ${value}`);
}
