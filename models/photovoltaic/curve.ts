/**
 * An I-V curve as a chain of straight pieces: currents ascend, voltages strictly descend. Beyond its ends the last
 * piece goes on. Only the first `length` points count, so that buffers can be used again.
 */
export interface Curve {
  length: number;
  current: Float64Array;
  voltage: Float64Array;
}

export function createCurve(capacity: number): Curve {
  return { length: 0, current: new Float64Array(capacity), voltage: new Float64Array(capacity) };
}

/** Current at a voltage, A. */
export function currentOn(curve: Curve, voltage: number): number {
  const at = pieceOf(curve, voltage);
  return (curve.current[at] as number) + (voltage - (curve.voltage[at] as number)) * slopeOf(curve, at);
}

/** Slope dI/dV of the curve at a voltage, A/V; negative. */
export function slopeOn(curve: Curve, voltage: number): number {
  return slopeOf(curve, pieceOf(curve, voltage));
}

/** Puts a resistor across a curve: at each voltage it takes V / R of the current. In place. */
export function shuntCurve(curve: Curve, resistance: number): void {
  for (let i = 0; i < curve.length; i++) {
    curve.current[i] = (curve.current[i] as number) - (curve.voltage[i] as number) / resistance;
  }
}

/** Two curves in series: voltages add at equal current. `out` needs room for the points of both. */
export function addInSeries(a: Curve, b: Curve, out: Curve): void {
  let [i, j, n] = [0, 0, 0];
  let last = Number.NEGATIVE_INFINITY;
  while (i < a.length || j < b.length) {
    const takeA = j >= b.length || (i < a.length && (a.current[i] as number) <= (b.current[j] as number));
    const current = (takeA ? a.current[i] : b.current[j]) as number;
    if (current > last) {
      out.current[n] = current;
      out.voltage[n] = voltageNear(a, i, current) + voltageNear(b, j, current);
      last = current;
      n++;
    }
    if (takeA) i++;
    else j++;
  }
  out.length = n;
}

/** Voltage at a current, V, when point `next` is the first one at or above that current. */
export function voltageNear(curve: Curve, next: number, current: number): number {
  const right = Math.min(Math.max(next, 1), curve.length - 1);
  const rightCurrent = curve.current[right] as number;
  const leftCurrent = curve.current[right - 1] as number;
  const rightVoltage = curve.voltage[right] as number;
  const slope = (rightVoltage - (curve.voltage[right - 1] as number)) / (rightCurrent - leftCurrent);
  return rightVoltage + (current - rightCurrent) * slope;
}

function slopeOf(curve: Curve, at: number): number {
  const rise = (curve.current[at + 1] as number) - (curve.current[at] as number);
  return rise / ((curve.voltage[at + 1] as number) - (curve.voltage[at] as number));
}

/** Index of the piece that holds a voltage, by bisection. */
function pieceOf(curve: Curve, voltage: number): number {
  let [low, high] = [0, curve.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((curve.voltage[middle] as number) >= voltage) low = middle;
    else high = middle;
  }
  return low;
}
