import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  backend_util,
  conv2d,
  engine,
  matMul,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  pad,
  reverse,
  type Tensor,
  type Tensor4D,
  type TensorInfo,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { HeliographError } from '#server/errors.ts';

/** What a backend is asked for: tensors in, one tensor out. */
export type Kernel = (inputs: NamedTensorInfoMap, attrs: NamedAttrMap, backend: BackendWasm) => TensorInfo;
type Padding = 'valid' | 'same' | number | [[number, number], [number, number], [number, number], [number, number]];
export type Pair = [number, number] | number;

/**
 * dW[i, j, c, k] = sum over n, y, x of X[n, y + i, x + j, c] dY[n, y, x, k]: itself a convolution, of the images with
 * channels and batch exchanged, by the output gradient as one large filter; the backend's fast product does the work.
 */
export function filterGradient(inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo {
  const { x, dy } = named(inputs, 'x', 'dy');
  const filterShape = attrs.filterShape as [number, number, number, number];
  const { padInfo } = convInfoOf(x, filterShape, attrs);
  return tidy(() => {
    const padded = pad(tensorOf<Tensor4D>(x), [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ]);
    const images = transpose(padded, [3, 1, 2, 0]);
    const filter = transpose(tensorOf<Tensor4D>(dy), [1, 2, 0, 3]);
    return transpose(conv2d(images, filter, 1, 'valid'), [1, 2, 0, 3]);
  });
}

/** The output gradient, padded to the full overlap, convolved with the filter turned by 180 degrees. */
export function inputGradient(inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo {
  const { dy, filter } = named(inputs, 'dy', 'filter');
  const inputShape = attrs.inputShape as [number, number, number, number];
  const { padInfo, filterHeight, filterWidth } = convInfoOf({ ...dy, shape: inputShape }, filter.shape, attrs);
  const rows = filterHeight - 1;
  const columns = filterWidth - 1;
  return tidy(() => {
    const padded = pad(tensorOf<Tensor4D>(dy), [
      [0, 0],
      [rows - padInfo.top, rows - padInfo.bottom],
      [columns - padInfo.left, columns - padInfo.right],
      [0, 0],
    ]);
    const turned = transpose(reverse(tensorOf<Tensor4D>(filter), [0, 1]), [0, 1, 3, 2]);
    return conv2d(padded, turned, 1, 'valid');
  });
}

/** The gradient goes to the first largest value of each window; windows tile the image, rows left over get none. */
export function maxPoolGradient(inputs: NamedTensorInfoMap, attrs: NamedAttrMap, backend: BackendWasm): TensorInfo {
  const { dy, input, output } = named(inputs, 'dy', 'input', 'output');
  const [batch = 0, height = 0, width = 0, channels = 0] = input.shape;
  const [, outHeight = 0, outWidth = 0] = output.shape;
  const [windowHeight, windowWidth] = pairOf(attrs.filterSize as Pair);
  const result = backend.makeOutput(input.shape, 'float32');
  const view = (info: TensorInfo) => backend.typedArrayFromHeap(info) as Float32Array;
  const [x, dx, y, gradient] = [view(input), view(result), view(output), view(dy)];
  dx.fill(0);
  let o = 0;
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < outHeight; row++) {
      for (let column = 0; column < outWidth; column++) {
        const corner = ((n * height + row * windowHeight) * width + column * windowWidth) * channels;
        for (let c = 0; c < channels; c++, o++) {
          const at = firstEqualIn(x, corner + c, y[o] as number, windowHeight, windowWidth, width * channels, channels);
          dx[at] = gradient[o] as number;
        }
      }
    }
  }
  return result;
}

/** Each value of a window has an equal share in its mean; windows tile the image, rows left over get nothing. */
export function averagePoolGradient(inputs: NamedTensorInfoMap, attrs: NamedAttrMap, backend: BackendWasm): TensorInfo {
  const { dy, input } = named(inputs, 'dy', 'input');
  const [batch = 0, height = 0, width = 0, channels = 0] = input.shape;
  const [, outHeight = 0, outWidth = 0] = dy.shape;
  const [windowHeight, windowWidth] = pairOf(attrs.filterSize as Pair);
  const result = backend.makeOutput(input.shape, 'float32');
  const dx = backend.typedArrayFromHeap(result) as Float32Array;
  const gradient = backend.typedArrayFromHeap(dy) as Float32Array;
  const share = 1 / (windowHeight * windowWidth);
  dx.fill(0);
  for (let n = 0; n < batch; n++) {
    for (let row = 0; row < outHeight * windowHeight; row++) {
      const from = (n * outHeight + Math.floor(row / windowHeight)) * outWidth * channels;
      const to = (n * height + row) * width * channels;
      for (let column = 0; column < outWidth * windowWidth; column++) {
        const source = from + Math.floor(column / windowWidth) * channels;
        const target = to + column * channels;
        for (let c = 0; c < channels; c++) dx[target + c] = (gradient[source + c] as number) * share;
      }
    }
  }
  return result;
}

/** The gradients of a dense layer: the operand is transposed first, since only plain products are fast. */
export function transposedProduct(inputs: NamedTensorInfoMap, attrs: NamedAttrMap): TensorInfo {
  const { a, b } = named(inputs, 'a', 'b');
  const turned = (info: TensorInfo) => {
    const axes = info.shape.map((_, axis) => axis);
    const [last = 1, beforeLast = 0] = [axes.pop(), axes.pop()];
    return transpose(tensorOf(info), [...axes, last, beforeLast]);
  };
  return tidy(() => matMul(attrs.transposeA ? turned(a) : tensorOf(a), attrs.transposeB ? turned(b) : tensorOf(b)));
}

function firstEqualIn(
  x: Float32Array,
  corner: number,
  value: number,
  rows: number,
  columns: number,
  rowStep: number,
  columnStep: number,
): number {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = corner + row * rowStep + column * columnStep;
      if (x[at] === value) return at;
    }
  }
  return corner;
}

/** A window or stride as [high, wide]. */
export function pairOf(value: Pair): [number, number] {
  return typeof value === 'number' ? [value, value] : value;
}

function convInfoOf(input: TensorInfo, filterShape: number[], attrs: NamedAttrMap) {
  return backend_util.computeConv2DInfo(
    input.shape as [number, number, number, number],
    filterShape as [number, number, number, number],
    1,
    1,
    attrs.pad as Padding,
  );
}

/** A tensor on the data of an input; the reference it takes is given back when the surrounding tidy ends. */
function tensorOf<T extends Tensor = Tensor>(info: TensorInfo): T {
  engine().backend.incRef(info.dataId);
  return engine().makeTensorFromTensorInfo(info) as T;
}

function named<Name extends string>(inputs: NamedTensorInfoMap, ...names: Name[]): Record<Name, TensorInfo> {
  const missing = names.find((name) => inputs[name] === undefined);
  if (missing) throw new HeliographError('internal', `a gradient kernel was called without its input ${missing}`);
  return inputs as Record<Name, TensorInfo>;
}
