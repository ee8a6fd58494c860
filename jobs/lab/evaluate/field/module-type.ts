/** Single-diode parameters of a module at 1000 W/m2 and 25 degC, with the CEC adjustment, and its datasheet's MPP. */
export interface ModuleType {
  readonly name: string;
  /** A */
  readonly lightCurrent: number;
  /** A */
  readonly saturationCurrent: number;
  /** ohm */
  readonly seriesOhm: number;
  /** ohm */
  readonly shuntOhm: number;
  /** Modified ideality factor n Ns k T / q, V. */
  readonly ideality: number;
  /** A/K */
  readonly alphaSc: number;
  /** Percent. */
  readonly adjust: number;
  readonly cells: number;
  readonly vMp: number;
  readonly iMp: number;
  readonly vOc: number;
  readonly iSc: number;
}

// The reference points of tests/golden/singlediode.json are of these three.
export const CS6U_330P: ModuleType = {
  name: 'CS6U-330P',
  lightCurrent: 9.460531599803884,
  saturationCurrent: 4.877957623370009e-11,
  seriesOhm: 0.34750972863803165,
  shuntOhm: 311.82033882089877,
  ideality: 1.755516624399625,
  alphaSc: 0.0050085,
  adjust: 0,
  cells: 72,
  vMp: 37.2,
  iMp: 8.88,
  vOc: 45.6,
  iSc: 9.45,
};

export const TSM_230_PC05: ModuleType = {
  name: 'TSM-230PC05',
  lightCurrent: 8.273696161498883,
  saturationCurrent: 6.300224806128083e-11,
  seriesOhm: 0.37268720583549764,
  shuntOhm: 224.76344377596263,
  ideality: 1.4463953211996339,
  alphaSc: 0.00413,
  adjust: 0,
  cells: 60,
  vMp: 29.8,
  iMp: 7.72,
  vOc: 37,
  iSc: 8.26,
};

export const SPR_E20_327: ModuleType = {
  name: 'SPR-E20-327',
  lightCurrent: 6.468,
  saturationCurrent: 1.88e-10,
  seriesOhm: 0.37,
  shuntOhm: 298.13,
  ideality: 2.6868,
  alphaSc: 0.004522,
  adjust: -0.1862,
  cells: 96,
  vMp: 54.7,
  iMp: 5.98,
  vOc: 65.1,
  iSc: 6.46,
};
