import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { getKernel, type KernelFunc, type NamedAttrMap, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { HeliographError } from '#server/errors.ts';
import {
  averagePoolGradient,
  filterGradient,
  inputGradient,
  type Kernel,
  maxPoolGradient,
  type Pair,
  pairOf,
  transposedProduct,
} from './gradient-kernels.ts';

let registered = false;

/**
 * Teaches the WebAssembly backend (4.22) to train LeNet-5: it has no filter gradient, and plain loops, five to ten times
 * slower than these, for the input gradient of a convolution, for max pooling, and for products of transposed matrices.
 * Shapes that ours do not cover go to the backend's own kernels.
 */
export function registerTrainingKernels(): void {
  if (registered) return;
  registered = true;
  place('Conv2DBackpropFilter', filterGradient, isUnitStride);
  place('Conv2DBackpropInput', inputGradient, isUnitStride);
  place('MaxPoolGrad', maxPoolGradient, isTiling);
  place('AvgPoolGrad', averagePoolGradient, isTiling);
  place('BatchMatMul', transposedProduct, (attrs) => attrs.transposeA === true || attrs.transposeB === true);
}

function place(kernelName: string, kernel: Kernel, covers: (attrs: NamedAttrMap) => boolean): void {
  const own = getKernel(kernelName, 'wasm');
  if (own) unregisterKernel(kernelName, 'wasm');
  const kernelFunc: KernelFunc = (call) => {
    const attrs = call.attrs ?? {};
    if (covers(attrs)) return kernel(call.inputs, attrs, call.backend as BackendWasm);
    if (own) return own.kernelFunc(call);
    throw new HeliographError('model', `${kernelName} on the wasm backend needs stride 1 and the channels last`);
  };
  registerKernel({ ...own, kernelName, backendName: 'wasm', kernelFunc });
}

function isUnitStride(attrs: NamedAttrMap): boolean {
  const [high, wide] = pairOf(attrs.strides as Pair);
  return high === 1 && wide === 1 && attrs.dataFormat === 'NHWC';
}

function isTiling(attrs: NamedAttrMap): boolean {
  const window = pairOf(attrs.filterSize as Pair);
  const strides = pairOf(attrs.strides as Pair);
  return attrs.pad === 'valid' && window[0] === strides[0] && window[1] === strides[1];
}
