/** How fast |W|^2 of white noise changes at one scale: the spectrum of its fluctuations, their whole being 1. */
export interface PowerSpectrum {
  /** Distance of the lines, rad/sample. */
  readonly step: number;
  /** Line 0 and the positive ones; the negative ones are the same. */
  readonly values: Float64Array;
}

/**
 * Spectrum of |W|^2 when W is white noise through `gains`: the gains' squares correlated with themselves.
 *
 * @param radiansPerLine distance of the gains' lines, rad/sample.
 * @param span samples over which the correlation must be right; it repeats beyond them.
 */
export function powerSpectrum(gains: Float64Array, radiansPerLine: number, span: number): PowerSpectrum {
  const stride = Math.max(1, Math.floor((2 * Math.PI) / radiansPerLine / span));
  const squares = Float64Array.from(
    { length: Math.ceil(gains.length / stride) },
    (_, i) => (gains[i * stride] as number) ** 2,
  );
  const values = Float64Array.from(squares, (_, shift) => {
    let sum = 0;
    for (let i = shift; i < squares.length; i++) sum += (squares[i] as number) * (squares[i - shift] as number);
    return sum;
  });
  const whole = values.reduce((sum, value) => sum + 2 * value, -(values[0] as number));
  return { step: radiansPerLine * stride, values: values.map((value) => value / whole) };
}
