// A point is 32 bytes: the real parts of four channels, then their imaginary parts.
export const POINT: usize = 32;

@inline export function re(point: usize): v128 {
  return v128.load(point);
}

@inline export function im(point: usize): v128 {
  return v128.load(point, 16);
}

@inline export function put(point: usize, real: v128, imaginary: v128): void {
  v128.store(point, real);
  v128.store(point, imaginary, 16);
}

/** One number of a table, in all four lanes. */
@inline export function number(address: usize): v128 {
  return v128.load_splat<f32>(address);
}

@inline export function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

@inline export function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}

@inline export function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** Stores (r, i) times the twiddle factor (wr, wi). */
@inline export function putTurned(point: usize, r: v128, i: v128, wr: v128, wi: v128): void {
  put(point, sub(mul(r, wr), mul(i, wi)), add(mul(r, wi), mul(i, wr)));
}

@inline export function power(r: v128, i: v128): v128 {
  return add(mul(r, r), mul(i, i));
}
